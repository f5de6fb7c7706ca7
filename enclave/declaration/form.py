"""Plain data into the typed declaration; what has not the wanted form becomes findings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pydantic import TypeAdapter, ValidationError

from enclave.declaration.form_wording import RULE, FormError, word
from enclave.declaration.marks import Path
from enclave.declaration.model import Declaration
from enclave.declaration.suggestions import closest
from enclave.declaration.tree import Plain, Tree
from enclave.problems import Finding

__all__ = ["RULE", "Typed", "read_form"]

MOST_FINDINGS = 500  # beyond them nobody reads; a file that is no declaration has thousands


@dataclass(frozen=True, kw_only=True)
class Typed:
    """The declaration, whole or as far as it was understood, and which parts were not."""

    declaration: Declaration
    broken: frozenset[str]
    findings: tuple[Finding, ...]


def read_form(tree: Tree) -> Typed:
    """Type the data of a tree; parts of the wrong form are findings, and left out."""
    try:
        whole = Declaration.model_validate(tree.data)
    except ValidationError as failed:
        errors = [_form_error(error) for error in failed.errors(include_url=False)]
    else:
        return Typed(declaration=whole, broken=frozenset(), findings=())
    data = tree.data if isinstance(tree.data, dict) else {}
    told = islice(_causes(errors, tree), MOST_FINDINGS)
    return Typed(
        declaration=_understood(data, errors),
        broken=_broken(errors),
        findings=tuple(word(error, tree.marks) for error in told),
    )


def _broken(errors: list[FormError]) -> frozenset[str]:
    """The top-level parts that hold errors; all of them where the whole is no map."""
    if any(not error.path for error in errors):
        return frozenset(Declaration.model_fields)
    return frozenset(str(error.path[0]) for error in errors)


def _form_error(error: Any) -> FormError:  # noqa: ANN401  pydantic's own dictionary
    path: Path = error["loc"]
    on_key = bool(path) and path[-1] == "[key]"
    if on_key:
        path = path[:-1]
    return FormError(
        kind=error["type"],
        path=path,
        on_key=on_key,
        value=error["input"],
        context=error.get("ctx", {}),
    )


def _causes(errors: Iterable[FormError], tree: Tree) -> Iterator[FormError]:
    """Leave out what follows from another problem.

    A key is not missing where a misspelt one stands, nor a value wrong that was refused already.
    """
    misspelt: dict[Path, list[str]] = defaultdict(list)
    for error in errors:
        if error.kind == "extra_forbidden":
            misspelt[error.path[:-1]].append(str(error.path[-1]))
    refused = {finding.location for finding in tree.findings}
    for error in errors:
        if error.kind == "missing":
            follows = bool(closest(str(error.path[-1]), misspelt.get(error.path[:-1], ())))
        else:
            follows = error.value is None and tree.marks.value_at(error.path) in refused
        if not follows:
            yield error


def _understood(data: dict[str, Plain], errors: list[FormError]) -> Declaration:
    """The declaration without its broken parts; of broken maps the entries that are whole."""
    broken: dict[object, set[Path]] = defaultdict(set)
    for error in errors:
        broken[error.path[:1]].add(error.path[1:2])
    parts: dict[str, object] = {}
    for name, info in Declaration.model_fields.items():
        entries, value = broken[(name,)], data.get(name)
        if value is None or () in entries:
            parts[name] = {}
            continue
        if isinstance(value, dict):
            value = {key: item for key, item in value.items() if (key,) not in entries}
        parts[name] = _part(info.annotation, value)
    return Declaration.model_construct(**parts)  # type: ignore[arg-type]


def _part(annotation: Any, value: object) -> object:  # noqa: ANN401  any type of an attribute
    try:
        return TypeAdapter(annotation).validate_python(value)
    except ValidationError:
        return {}
