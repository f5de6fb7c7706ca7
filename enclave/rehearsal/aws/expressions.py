"""JMESPath with the few functions that the type tables need."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import jmespath  # type: ignore[import-untyped]  # comes with botocore, without stubs
from jmespath import functions

from enclave.rehearsal.aws.model import Text


class _Unsaid:
    """moto cannot tell this property: what the state says of it stands."""


UNSAID: Final = _Unsaid()
BATCH: Final = 1000  # what S3 deletes at once
_ANY: Final[dict[str, list[str]]] = {"types": []}


class _Functions(functions.Functions):  # type: ignore[misc]  # base without stubs
    @functions.signature(_ANY, _ANY)  # type: ignore[untyped-decorator]
    def _func_minus(self, these: list[Any] | None, those: list[Any] | None) -> list[Any]:
        return [item for item in these or [] if item not in (those or [])]

    @functions.signature(_ANY, _ANY, _ANY)  # type: ignore[untyped-decorator]
    def _func_where(self, items: list[Any] | None, key: str, value: object) -> list[Any]:
        return [item for item in items or [] if item.get(key) == value]

    @functions.signature(_ANY, _ANY, _ANY)  # type: ignore[untyped-decorator]
    def _func_choose(self, test: object, yes: object, no: object) -> object:
        return yes if test else no

    @functions.signature(_ANY, _ANY)  # type: ignore[untyped-decorator]
    def _func_after_last(self, text: str | None, mark: str) -> str | None:
        return text and text.rpartition(mark)[2]

    @functions.signature(_ANY)  # type: ignore[untyped-decorator]
    def _func_batches(self, items: list[Any] | None) -> list[list[Any]]:
        return [list(some) for some in _batched(items or [])]

    @functions.signature(_ANY, _ANY)  # type: ignore[untyped-decorator]
    def _func_without_end(self, text: str | None, end: str) -> str | None:
        return text.removesuffix(end) if text is not None else None

    @functions.signature(_ANY)  # type: ignore[untyped-decorator]
    def _func_tag_list(self, tags: dict[str, str] | None) -> list[dict[str, str]]:
        return [{"Key": key, "Value": value} for key, value in (tags or {}).items()]

    @functions.signature(_ANY)  # type: ignore[untyped-decorator]
    def _func_tag_map(self, tags: list[dict[str, str]] | None) -> dict[str, str]:
        return {tag["Key"]: tag["Value"] for tag in tags or []}

    @functions.signature()  # type: ignore[untyped-decorator]
    def _func_unsaid(self) -> _Unsaid:
        return UNSAID


_OPTIONS: Final = jmespath.Options(custom_functions=_Functions())


def evaluate(expression: str, context: Mapping[str, Any]) -> Any:  # noqa: ANN401  JSON
    """Return the expression's value without its empty parts; None if nothing is left."""
    if isinstance(expression, Text):
        return expression.format_map(context)
    return pruned(jmespath.search(expression, context, _OPTIONS))


def _batched(items: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def parameters(table: Mapping[str, str], context: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a call; those without a value are left out."""
    values = {name: evaluate(expression, context) for name, expression in table.items()}
    return {name: value for name, value in values.items() if value is not None}


def pruned(value: Any) -> Any:  # noqa: ANN401  JSON
    """Return the value without nulls and without the maps and lists that then are empty."""
    if isinstance(value, dict):
        kept = {key: pruned(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not None} or None
    if isinstance(value, list):
        return [item for item in map(pruned, value) if item is not None] or None
    return value
