"""The smallest valid finding, report and exception; a test spells out what it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from enclave.problems import Finding, Location, PolicyException, Report, Severity, State

FINDING = Finding(
    rule="field-exists",
    severity=Severity.HIGH,
    state=State.FAIL,
    subject="service-reply",
    location=Location(path="enclave.yaml", line=45, column=7),
    message="crm has no field Case.Descripton",
    fix="Case.Description?",
)

REPORT = Report(
    title="enclave.yaml",
    versions={"enclave": "0.1.0"},
    declaration_digest="ab" * 32,
    looked_at=41,
    findings=(FINDING,),
)

EXCEPTION = PolicyException(
    name="reply-field",
    policy="field-exists",
    scope="service-*",
    reason="rollout",
    owner="soc",
    approver="ciso",
    expires=date(2027, 2, 28),
    location=Location(path="enclave.yaml", line=90, column=3),
)


def make_finding(**overrides: Any) -> Finding:  # noqa: ANN401  any field of a finding
    return replace(FINDING, **overrides)


def make_report(**overrides: Any) -> Report:  # noqa: ANN401  any field of a report
    return replace(REPORT, **overrides)


def make_exception(**overrides: Any) -> PolicyException:  # noqa: ANN401  any field of one
    return replace(EXCEPTION, **overrides)
