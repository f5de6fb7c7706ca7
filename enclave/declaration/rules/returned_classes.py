"""What is not open returns only to a source that holds such data anyway."""

from collections.abc import Iterable, Iterator, Mapping

from enclave.declaration.context import Context, is_closed
from enclave.declaration.model.functions import Function
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_RETURNED_CLASS",
    title="What is not open returns only to sources that hold it",
    severity=Severity.HIGH,
    controls=("AC-4", "AC-21"),
    reads=frozenset({"classes", "sources", "callers", "functions"}),
    exceptable=True,  # whom an answer may tell what is for the owner of the data to weigh
)


def check(context: Context) -> Iterable[Finding]:
    """Compare the closed classes of answers with the classes of each caller's source."""
    held = {
        name: {data_class for fields in source.fields.values() for data_class in fields.values()}
        for name, source in context.declaration.sources.items()
    }
    for name, function in context.declaration.functions.items():
        yield from _function(context, name, function, held)


def _function(
    context: Context, name: str, function: Function, held: Mapping[str, set[str]]
) -> Iterator[Finding]:
    classes = context.declaration.classes
    for index, returned in enumerate(function.returns):
        if returned not in classes or not is_closed(classes[returned]):
            continue
        for key in function.callers:
            caller = context.declaration.callers.get(key)
            if caller is not None and returned not in held.get(caller.source, {returned}):
                yield RULE.on_value(
                    context.marks,
                    ("functions", name, "returns", index),
                    f"{name} returns {returned} to {key}, but {caller.source} holds no such data",
                    fix=f"leave {returned} out, or approve an exception to {RULE.id}",
                )
