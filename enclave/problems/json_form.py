"""Reports and findings as plain JSON values, and back."""

from enum import StrEnum
from typing import Any, TypeVar

from enclave.problems.counts import counts
from enclave.problems.finding import Finding, Location, Severity, State
from enclave.problems.problem import Problem
from enclave.problems.report import NOTHING_LOOKED_AT, Report

FORMAT = "enclave.report.v1"

T = TypeVar("T")
M = TypeVar("M", bound=StrEnum)

_LOCATION = ("path", "line", "column")
_FINDING = (
    "rule",
    "severity",
    "state",
    "subject",
    "location",
    "message",
    "fix",
    "controls",
    "exception",
    "fingerprint",
)
_REPORT = (
    "format",
    "title",
    "versions",
    "declaration_digest",
    "looked_at",
    "exit_code",
    "counts",
    "findings",
)


def report_to_json(report: Report) -> dict[str, object]:
    """Give the report as JSON values; a look at nothing carries its error as a finding."""
    return {
        "format": FORMAT,
        "title": report.title,
        "versions": dict(sorted(report.versions.items())),
        "declaration_digest": report.declaration_digest,
        "looked_at": report.looked_at,
        "exit_code": int(report.exit_code),
        "counts": counts(report),
        "findings": [finding_to_json(finding) for finding in report.results],
    }


def finding_to_json(finding: Finding) -> dict[str, object]:
    """Give the finding as JSON values, its fingerprint included."""
    place = finding.location
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "state": finding.state.value,
        "subject": finding.subject,
        "location": {"path": place.path, "line": place.line, "column": place.column},
        "message": finding.message,
        "fix": finding.fix,
        "controls": list(finding.controls),
        "exception": finding.exception,
        "fingerprint": finding.fingerprint,
    }


def report_from_json(value: object) -> Report:
    """Read the report back from `report_to_json`; raises `Problem` for anything else."""
    fields = _fields(value, "report", _REPORT)
    if fields["format"] != FORMAT:
        raise _refused("report", f"has format {fields['format']!r}, not {FORMAT!r}")
    findings = _typed(fields["findings"], list, "report.findings")
    read = [finding_from_json(f, f"report.findings[{i}]") for i, f in enumerate(findings)]
    versions = _typed(fields["versions"], dict, "report.versions")
    report = Report(
        title=_typed(fields["title"], str, "report.title"),
        versions={k: _typed(v, str, f"report.versions.{k}") for k, v in versions.items()},
        declaration_digest=_optional(
            fields["declaration_digest"], str, "report.declaration_digest"
        ),
        looked_at=_typed(fields["looked_at"], int, "report.looked_at"),
        findings=tuple(finding for finding in read if finding.rule != NOTHING_LOOKED_AT),
    )
    if fields["exit_code"] != int(report.exit_code) or fields["counts"] != counts(report):
        raise _refused("report", "has an exit code or counts that its findings do not give")
    return report


def finding_from_json(value: object, where: str = "finding") -> Finding:
    """Read the finding back from `finding_to_json`; refuses a fingerprint that does not fit."""
    fields = _fields(value, where, _FINDING)
    place = _fields(fields["location"], f"{where}.location", _LOCATION)
    controls = _typed(fields["controls"], list, f"{where}.controls")
    finding = Finding(
        rule=_typed(fields["rule"], str, f"{where}.rule"),
        severity=_member(Severity, fields["severity"], f"{where}.severity"),
        state=_member(State, fields["state"], f"{where}.state"),
        subject=_typed(fields["subject"], str, f"{where}.subject"),
        location=Location(
            path=_typed(place["path"], str, f"{where}.location.path"),
            line=_optional(place["line"], int, f"{where}.location.line"),
            column=_optional(place["column"], int, f"{where}.location.column"),
        ),
        message=_typed(fields["message"], str, f"{where}.message"),
        fix=_typed(fields["fix"], str, f"{where}.fix"),
        controls=tuple(_typed(c, str, f"{where}.controls") for c in controls),
        exception=_optional(fields["exception"], str, f"{where}.exception"),
    )
    if fields["fingerprint"] != finding.fingerprint:
        raise _refused(where, "has a fingerprint that its rule, subject and path do not give")
    return finding


def _fields(value: object, where: str, names: tuple[str, ...]) -> dict[str, Any]:
    fields: dict[str, Any] = _typed(value, dict, where)
    for name in names:
        if name not in fields:
            raise _refused(where, f"lacks {name}")
    for name in fields:
        if name not in names:
            raise _refused(where, f"has an unknown key {name!r}")
    return fields


def _typed(value: object, kind: type[T], where: str) -> T:
    # bool is an int in Python, and no JSON number.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise _refused(where, f"is {type(value).__name__}, not {kind.__name__}")
    return value


def _optional(value: object, kind: type[T], where: str) -> T | None:
    return None if value is None else _typed(value, kind, where)


def _member(kind: type[M], value: object, where: str) -> M:
    text = _typed(value, str, where)
    if text not in list(kind):
        raise _refused(where, f"is {text!r}, not one of {', '.join(kind)}")
    return kind(text)


def _refused(where: str, problem: str) -> Problem:
    return Problem(where=where, problem=problem, fix="read a report that enclave wrote, unchanged")
