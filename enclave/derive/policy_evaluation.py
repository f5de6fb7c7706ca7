"""What policies that we did not write do to calls that we need: for preflight, before any update.

A small evaluator of the kit's own for one kind of policy at a time (service control policies, a
permissions boundary, resource control policies), with no service and no package asked. What it does
not understand it reports as not told; it never takes that for permission. The tests hold it against
a simulator that nobody here wrote.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from enclave.derive.knowledge import Known, every, opposite, some
from enclave.derive.policy_conditions import Value, condition_met, unmet_by_ignorance
from enclave.derive.policy_documents import Document
from enclave.derive.policy_patterns import arn_matches, matches

_ELEMENTS = {
    "Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "NotResource", "Condition",
}  # fmt: skip


class Verdict(StrEnum):
    """What policies say of a call."""

    ALLOWED = "allowed"
    DENIED = "denied"
    NOT_TOLD = "not told"


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request: `*` in the resource, or in a value, where it is not known yet.

    `context` holds condition keys with what is known of them: None says that the request comes
    without the key, and a key that is left out may have any value.
    """

    action: str
    resource: str
    context: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class NamedPolicy:
    """A policy and the name by which a person finds it."""

    name: str
    document: Document


@dataclass(frozen=True, kw_only=True)
class Objection:
    """A call that is denied, or of which it cannot be told, and why."""

    call: Call
    verdict: Verdict
    why: str


def denied_calls(
    levels: Sequence[Sequence[NamedPolicy]], calls: Iterable[Call]
) -> tuple[Objection, ...]:
    """The calls that the policies do not surely allow, in their order; empty: none is locked out.

    `levels` are what hangs on the root, on each unit below it, and on the account: every level must
    allow, and no statement of any may deny. A single list of policies is one level.
    """
    return tuple(found for call in calls if (found := _objection(levels, call)) is not None)


def verdict(levels: Sequence[Sequence[NamedPolicy]], call: Call) -> Verdict:
    """What the policies, by level, say of one call."""
    found = _objection(levels, call)
    return Verdict.ALLOWED if found is None else found.verdict


@dataclass(frozen=True, kw_only=True)
class _Judged:
    where: str
    effect: object
    applies: Known
    unclear: tuple[str, ...]


def _objection(levels: Sequence[Sequence[NamedPolicy]], call: Call) -> Objection | None:
    judged = [list(_judge(level, call)) for level in levels]
    # What has no readable effect may do either.
    denials = [one for level in judged for one in level if one.effect != "Allow"]
    allows = [[one for one in level if one.effect != "Deny"] for level in judged]
    for one in denials:
        if one.applies:  # so its effect is readable
            return Objection(call=call, verdict=Verdict.DENIED, why=f"{one.where} denies it")
    for number, level in enumerate(allows, 1):
        if some(one.applies for one in level) is False:
            why = f"nothing on level {number} of {len(levels)} allows it"
            return Objection(call=call, verdict=Verdict.DENIED, why=why)
    unsure = [one for one in denials if one.applies is None]
    unsure += [one for level in allows if not some(o.applies for o in level) for one in level]
    return _not_told(call, [one for one in unsure if one.applies is None])


def _not_told(call: Call, unsure: Sequence[_Judged]) -> Objection | None:
    if not unsure:
        return None
    first = unsure[0]
    what = ", ".join(first.unclear) or "what it covers"
    return Objection(call=call, verdict=Verdict.NOT_TOLD, why=f"{first.where} is not clear: {what}")


def _judge(policies: Iterable[NamedPolicy], call: Call) -> Iterator[_Judged]:
    for policy in policies:
        for number, statement in enumerate(_listed(policy.document.get("Statement")), 1):
            yield _judge_statement(policy.name, number, statement, call)


def _judge_statement(name: str, number: int, statement: object, call: Call) -> _Judged:
    if not isinstance(statement, dict):
        where = f"{name}, statement {number}"
        return _Judged(where=where, effect=None, applies=None, unclear=())
    where = f"{name}, statement {statement.get('Sid', number)}"
    effect = statement.get("Effect")
    readable = effect in {"Allow", "Deny"} and statement.keys() <= _ELEMENTS
    condition = statement.get("Condition", {})
    applies = every(
        (
            True if readable else None,
            _selected(statement, "Action", lambda p: _action(p, call.action)),
            _selected(statement, "Resource", lambda p: _resource(p, call.resource)),
            _everybody(statement.get("Principal", "*")),
            condition_met(condition, call.context),
        )
    )
    unclear = unmet_by_ignorance(condition, call.context)
    return _Judged(where=where, effect=effect, applies=applies, unclear=unclear)


def _selected(statement: Mapping[str, Any], element: str, test: Callable[[str], Known]) -> Known:
    """Whether what `Action` or `NotAction` (or of resources) lists selects the call."""
    if (element in statement) is (f"Not{element}" in statement):
        return None
    listed = _listed(statement.get(element, statement.get(f"Not{element}")))
    found = some(test(pattern) if isinstance(pattern, str) else None for pattern in listed)
    return found if element in statement else opposite(found)


def _action(pattern: str, action: str) -> Known:
    if pattern != "*" and pattern.count(":") != 1:
        return None
    return matches(pattern.lower(), action.lower())


def _resource(pattern: str, resource: str) -> Known:
    # A policy variable stands for what the request says.
    return None if "${" in pattern else arn_matches(pattern, resource)


def _everybody(principal: object) -> Known:
    return True if principal in ("*", {"AWS": "*"}) else None


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]
