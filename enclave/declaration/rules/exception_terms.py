"""An exception names a rule that allows one and a place, ends in time, and was agreed to."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from enclave.declaration.context import Context
from enclave.declaration.model.governance import DeclaredException
from enclave.declaration.rule import Rule
from enclave.declaration.suggestions import suggestion
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_EXCEPTION_TERMS",
    title="An exception is to a rule that allows one, in one place, for a time, and approved",
    severity=Severity.HIGH,
    controls=("CA-7", "PM-4"),
    reads=frozenset({"people"}),
)
LONGEST = timedelta(days=3 * 365)  # beyond it, change the rule or the enclave
OURS = "ENCLAVE_"
LITERAL = 2  # the part and the entry: below them `*` cannot reach another entry


def check(context: Context) -> Iterable[Finding]:
    """Look at each exception's terms; whether it covers anything is seen when applied."""
    for name, exception in context.declaration.exceptions.items():
        yield from _policy(context, name, exception)
        yield from _scope(context, name, exception)
        yield from _approval(context, name, exception)
        if exception.expires - context.today > LONGEST:
            message = f"{name} lasts until {exception.expires}, longer than 3 years"
            fix = f"at most {context.today + LONGEST}"
            path = ("exceptions", name, "expires")
            yield RULE.on_value(context.marks, path, message, fix=fix)


def _policy(context: Context, name: str, exception: DeclaredException) -> Iterator[Finding]:
    if not exception.policy.startswith(OURS):
        return  # of another family, whose checker knows it
    known = [rule.id for rule in context.rules]
    allowing = [rule.id for rule in context.rules if rule.exceptable]
    path = ("exceptions", name, "policy")
    if exception.policy not in known:
        message = f"there is no rule {exception.policy}"
        fix = suggestion(exception.policy, known, otherwise="docs/declaration.md lists them")
        yield RULE.on_value(context.marks, path, message, fix=fix)
    elif exception.policy not in allowing:
        message = f"{exception.policy} allows no exception"
        only = f"{', '.join(allowing[:-1])} or {allowing[-1]}"
        fix = f"mend what it finds, and delete {name}: only {only} can be excepted"
        yield RULE.on_value(context.marks, path, message, fix=fix)


def _scope(context: Context, name: str, exception: DeclaredException) -> Iterator[Finding]:
    """Subjects of our rules are paths; those of other families at least begin with a word."""
    literal, star, _ = exception.scope.partition("*")
    if exception.policy.startswith(OURS):
        narrow = literal.count(".") + (not star) >= LITERAL
        fix = "begin it with the part and the entry, as functions.price-explanation.*"
    else:
        narrow, fix = bool(literal), "begin it with what the policy names"
    if not narrow:
        message = f"{exception.scope} does not say of what {name} is an exception"
        yield RULE.on_value(context.marks, ("exceptions", name, "scope"), message, fix=fix)


def _approval(context: Context, name: str, exception: DeclaredException) -> Iterator[Finding]:
    approver = context.declaration.people.get(exception.approver)
    if approver is not None and approver.key is None:
        message = f"{exception.approver} has no key to approve {name} with"
        fix = f"add people.{exception.approver}.key"
        yield RULE.on_value(context.marks, ("exceptions", name, "approver"), message, fix=fix)
