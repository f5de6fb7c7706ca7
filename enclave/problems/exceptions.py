"""Exceptions: approved, dated, owned suppressions of findings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase

from enclave.problems.finding import Finding, Location, Severity, State

SELF_APPROVED = "exception-self-approved"
EXPIRED = "exception-expired"
UNUSED = "exception-unused"


@dataclass(frozen=True, kw_only=True)
class PolicyException:
    """Lets one policy fail in a scope until the end of a day, because somebody else agreed.

    `scope` is a case-sensitive pattern over the subject of a finding: `*` stands for any text,
    slashes and dots too, and every other character for itself.
    """

    name: str
    policy: str
    scope: str
    reason: str
    owner: str
    approver: str
    expires: date
    location: Location

    def covers(self, finding: Finding) -> bool:
        """Whether policy and scope fit; an error, where the look failed, is never covered."""
        failing = finding.state is State.FAIL and finding.rule == self.policy
        return failing and fnmatchcase(finding.subject, _only_stars(self.scope))


def apply_exceptions(
    findings: Sequence[Finding], exceptions: Iterable[PolicyException], *, today: date
) -> tuple[Finding, ...]:
    """Mark covered findings with the exception's name, and add what is wrong with exceptions.

    An exception covers nothing if its owner approved it or if it ended before `today`; each of
    those, and one that covers nothing because nothing fails, is a finding of its own.
    """
    wrong: list[Finding] = []
    valid: list[PolicyException] = []
    for exception in exceptions:
        problem = _problem(exception, findings, today)
        if problem is None:
            valid.append(exception)
        else:
            wrong.append(problem)
    return (*(_marked(finding, valid) for finding in findings), *wrong)


def _only_stars(scope: str) -> str:
    """Put into brackets what `fnmatch` reads beside stars: subjects name list items by [1]."""
    return re.sub(r"[\[?]", r"[\g<0>]", scope)


def _marked(finding: Finding, valid: Sequence[PolicyException]) -> Finding:
    names = (exception.name for exception in valid if exception.covers(finding))
    name = next(names, finding.exception)
    return replace(finding, exception=name)


def _problem(
    exception: PolicyException, findings: Sequence[Finding], today: date
) -> Finding | None:
    if exception.owner == exception.approver:
        message = f"exception {exception.name} is approved by its owner {exception.owner}"
        return _finding(exception, SELF_APPROVED, message, "let somebody else approve it")
    if exception.expires < today:
        message = f"exception {exception.name} ended on {exception.expires}"
        fix = f"fix {exception.policy} in {exception.scope}, or approve a new date"
        return _finding(exception, EXPIRED, message, fix)
    if not any(exception.covers(finding) for finding in findings):
        message = (
            f"exception {exception.name} covers nothing: "
            f"{exception.policy} does not fail in {exception.scope}"
        )
        return _finding(exception, UNUSED, message, "delete it")
    return None


def _finding(exception: PolicyException, rule: str, message: str, fix: str) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.LOW if rule == UNUSED else Severity.HIGH,
        state=State.FAIL,
        subject=exception.name,
        location=exception.location,
        message=message,
        fix=fix,
    )
