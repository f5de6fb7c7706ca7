"""Crown jewels and personal data never reach a model as they are."""

from collections.abc import Iterable

from enclave.declaration.context import Context, is_guarded
from enclave.declaration.model.data import Grade
from enclave.declaration.model.quantities import Method
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_TRANSFORMATION",
    title="Crown jewels and personal data never pass as they are",
    severity=Severity.CRITICAL,
    controls=("AC-4(24)", "SI-19"),
    reads=frozenset({"classes", "sources"}),
    exceptable=True,  # what a function cannot do without is for the owner of the data to weigh
)


def check(context: Context) -> Iterable[Finding]:
    """Look at each field that passes."""
    for name, function in context.declaration.functions.items():
        for field, transform in function.receives.items():
            data_class = context.class_of(field)
            if transform.method is not Method.PASS or data_class is None:
                continue
            if is_guarded(data_class):
                crown = data_class.grade is Grade.CROWN_JEWEL
                kind = "a crown jewel" if crown else "personal"
                yield RULE.on_value(
                    context.marks,
                    ("functions", name, "receives", field),
                    f"{field} is {kind} ({context.fields[field].data_class}) and may not pass",
                    fix="mask, pseudonymise or bucket(WIDTH)",
                )
