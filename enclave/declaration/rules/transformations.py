"""Crown jewels and personal data never reach a model as they are."""

from collections.abc import Iterable
from decimal import Decimal

from enclave.declaration.context import Context, is_guarded
from enclave.declaration.model.data import Grade
from enclave.declaration.model.quantities import Method, Transform
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
NARROWEST = 2  # units: a bucket of one unit gives whole numbers and days as they are


def check(context: Context) -> Iterable[Finding]:
    """Look at each guarded field that passes, or falls into a bucket no wider than its values."""
    for name, function in context.declaration.functions.items():
        for field, transform in function.receives.items():
            data_class, fault = context.class_of(field), _fault(transform)
            if data_class is None or fault is None or not is_guarded(data_class):
                continue
            crown = data_class.grade is Grade.CROWN_JEWEL
            kind = "a crown jewel" if crown else "personal"
            problem, fix = fault
            yield RULE.on_value(
                context.marks,
                ("functions", name, "receives", field),
                f"{field} is {kind} ({context.fields[field].data_class}){problem}",
                fix=fix,
            )


def _fault(transform: Transform) -> tuple[str, str] | None:
    """What is wrong with this way for a guarded field, and the fix."""
    if transform.method is Method.PASS:
        return " and may not pass", "mask, pseudonymise or bucket(WIDTH)"
    if transform.method is Method.BUCKET and not _is_wide(transform):
        fix = f"a width of {NARROWEST} or more and its unit, as bucket(10 EUR)"
        return f", and {transform} may hide nothing of it", fix
    return None


def _is_wide(transform: Transform) -> bool:
    """Whether a bucket holds several whole units; a width without unit says nothing."""
    number, _, unit = (transform.width or "").partition(" ")
    return bool(unit) and Decimal(number) >= NARROWEST
