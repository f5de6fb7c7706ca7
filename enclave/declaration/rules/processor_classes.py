"""A processor receives exactly the classes that the sources it runs hold."""

from collections import defaultdict
from collections.abc import Iterable

from enclave.declaration.context import Context
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_PROCESSOR_CLASS",
    title="A processor is declared to receive exactly what its sources hold",
    severity=Severity.HIGH,
    controls=("SA-9", "PT-7"),
    reads=frozenset({"sources", "processors"}),
)
HOLDING = frozenset({"classes", "processors"})
"""What tells which classes the sources of a processor hold."""


def check(context: Context) -> Iterable[Finding]:
    """Compare the classes of processors with those of the sources that they run."""
    held = _held(context)
    yield from _unnamed(context)
    for name, processor in context.declaration.processors.items():
        classes = held.get(name)
        if classes is None:
            continue  # it runs no source: another rule's finding
        for missing in [
            data_class for data_class in classes if data_class not in processor.receives
        ]:
            message = f"{name} runs {classes[missing]}, which holds {missing}"
            path = ("processors", name, "receives")
            yield RULE.on_key(context.marks, path, message, fix=f"add {missing}")
        if HOLDING & context.missed:
            continue
        for index, data_class in enumerate(processor.receives):
            if data_class not in classes and data_class in context.declaration.classes:
                message = f"no source that {name} runs holds {data_class}"
                item = ("processors", name, "receives", index)
                yield RULE.on_value(context.marks, item, message, fix=f"delete {data_class}")


def _unnamed(context: Context) -> Iterable[Finding]:
    for name, source in context.declaration.sources.items():
        if source.salesforce is not None and source.salesforce.processor is None:
            message = f"{name} does not say who runs it"
            fix = "add processor, and declare it under processors"
            path = ("sources", name, "salesforce")
            yield RULE.on_key(context.marks, path, message, fix=fix)


def _held(context: Context) -> dict[str, dict[str, str]]:
    """For each processor the classes that its sources hold, with a source that holds them."""
    held: dict[str, dict[str, str]] = defaultdict(dict)
    for name, source in context.declaration.sources.items():
        processor = source.salesforce.processor if source.salesforce is not None else None
        if processor is None:
            continue
        for fields in source.fields.values():
            for data_class in fields.values():
                held[processor].setdefault(data_class, name)
    return held
