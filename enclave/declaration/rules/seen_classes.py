"""A model sees exactly the classes that it may see."""

from collections.abc import Iterable, Iterator

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.model.functions import Function
from enclave.declaration.model.models import Model
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_SEEN_CLASS",
    title="A model sees exactly the classes that it may see",
    severity=Severity.HIGH,
    controls=("AC-4", "AC-6"),
    reads=frozenset({"sources", "models", "functions"}),
)
SENDING = frozenset({"models", "sources"})
"""What tells whether a class is ever sent."""


def check(context: Context) -> Iterable[Finding]:
    """Compare what functions send to their model with what it may see."""
    for name, model in context.declaration.models.items():
        seen: set[str] = set()
        for key, function in context.functions_by_model.get(name, {}).items():
            for path, what, data_class in _received(context, key, function):
                seen.add(data_class)
                if data_class not in model.may_see:
                    yield _unseen(context, path, f"{name} may not see {data_class}", what)
        if not SENDING & context.missed:
            yield from _never_seen(context, name, model, seen)


def _received(context: Context, name: str, function: Function) -> Iterator[tuple[Path, str, str]]:
    for field in function.receives:
        if field in context.fields:
            path: Path = ("functions", name, "receives", field)
            yield path, field, context.fields[field].data_class
    if function.free_text is not None:
        path = ("functions", name, "free_text", "class")
        yield path, "free_text", function.free_text.data_class


def _unseen(context: Context, path: Path, problem: str, what: str) -> Finding:
    message = f"{problem}, which is the class of {what}"
    fix = "leave it out, or add the class to may_see"
    return RULE.on_key(context.marks, path, message, fix=fix)


def _never_seen(context: Context, name: str, model: Model, seen: set[str]) -> Iterator[Finding]:
    for index, data_class in enumerate(model.may_see):
        if data_class in context.declaration.classes and data_class not in seen:
            message = f"{name} may see {data_class}, but no function sends it any"
            path = ("models", name, "may_see", index)
            yield RULE.on_value(context.marks, path, message, fix=f"delete {data_class}")
