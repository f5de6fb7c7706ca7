"""An exception names a rule that exists, ends in time, and somebody with a key agreed."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from enclave.declaration.context import Context
from enclave.declaration.model.governance import DeclaredException
from enclave.declaration.rule import Rule
from enclave.declaration.suggestions import suggestion
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_EXCEPTION_TERMS",
    title="An exception names a real rule, ends in time, and its approver has a key",
    severity=Severity.HIGH,
    controls=("CA-7", "PM-4"),
    reads=frozenset({"people"}),
)
LONGEST = timedelta(days=3 * 365)  # beyond it, change the rule or the enclave
OURS = "ENCLAVE_"


def check(context: Context) -> Iterable[Finding]:
    """Look at each exception's terms; whether it covers anything is seen when applied."""
    for name, exception in context.declaration.exceptions.items():
        yield from _policy(context, name, exception)
        yield from _approval(context, name, exception)
        if exception.expires - context.today > LONGEST:
            message = f"{name} lasts until {exception.expires}, longer than 3 years"
            fix = f"at most {context.today + LONGEST}"
            path = ("exceptions", name, "expires")
            yield RULE.on_value(context.marks, path, message, fix=fix)


def _policy(context: Context, name: str, exception: DeclaredException) -> Iterator[Finding]:
    known = context.rules
    if exception.policy.startswith(OURS) and exception.policy not in known:
        message = f"there is no rule {exception.policy}"
        fix = suggestion(exception.policy, known, otherwise="docs/declaration.md lists them")
        yield RULE.on_value(context.marks, ("exceptions", name, "policy"), message, fix=fix)


def _approval(context: Context, name: str, exception: DeclaredException) -> Iterator[Finding]:
    approver = context.declaration.people.get(exception.approver)
    if approver is not None and approver.key is None:
        message = f"{exception.approver} has no key to approve {name} with"
        fix = f"add people.{exception.approver}.key"
        yield RULE.on_value(context.marks, ("exceptions", name, "approver"), message, fix=fix)
