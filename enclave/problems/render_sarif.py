"""A report as SARIF 2.1.0: for code scanning views."""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from enclave import __version__
from enclave.problems.counts import counts
from enclave.problems.finding import Finding, Location, Severity, State
from enclave.problems.report import Report
from enclave.problems.wording import one_line, sentence

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"  # an identifier; nothing fetches it
ESCAPES = str.maketrans({"[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})
LEVELS = {
    Severity.LOW: "note",
    Severity.MEDIUM: "warning",
    Severity.HIGH: "error",
    Severity.CRITICAL: "error",
}
# Code scanning views rank by a CVSS-like number: the middle of each band.
SCORES = {
    Severity.LOW: "2.0",
    Severity.MEDIUM: "5.5",
    Severity.HIGH: "8.0",
    Severity.CRITICAL: "9.5",
}


def render_sarif(report: Report) -> str:
    """One run with the failures and errors; covered failures are suppressed results.

    Passes and skips stand only in the run's counts: some views show every result as an alert.
    """
    shown = [f for f in report.results if f.state in {State.FAIL, State.ERROR}]
    rules = _rules(report, shown)
    order = [rule["id"] for rule in rules]
    run = {
        "tool": {"driver": _driver(report, rules)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [_result(finding, order) for finding in shown],
        "properties": {
            "title": report.title,
            "declarationDigest": report.declaration_digest,
            "counts": counts(report),
            "versions": dict(sorted(report.versions.items())),
        },
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=True) + "\n"


def _driver(report: Report, rules: list[dict[str, Any]]) -> dict[str, object]:
    version = report.versions.get("enclave", __version__)
    return {"name": "enclave", "version": version, "rules": rules}


def _invocation(report: Report) -> dict[str, object]:
    notes = [{"level": "error", "message": _message(str(f))} for f in report.errors]
    return {
        "executionSuccessful": not report.errors,
        "exitCode": int(report.exit_code),
        "toolExecutionNotifications": notes,
    }


def _rules(report: Report, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return [_rule(rule, report.rules.get(rule), by_rule[rule]) for rule in sorted(by_rule)]


def _rule(rule: str, wants: str | None, findings: list[Finding]) -> dict[str, Any]:
    """Give what the rule wants; where nobody told it, how its findings are mended."""
    ranked = list(Severity)
    severity = max((finding.severity for finding in findings), key=ranked.index)
    told = [wants] if wants else sorted({finding.fix for finding in findings})
    tags = sorted({control for finding in findings for control in finding.controls})
    return {
        "id": rule,
        "shortDescription": {"text": _plain(one_line(wants or rule))},
        "help": {"text": _plain("\n".join(map(sentence, told)))},
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": {"security-severity": SCORES[severity], "tags": tags},
    }


def _result(finding: Finding, order: list[str]) -> dict[str, object]:
    level = "error" if finding.state is State.ERROR else LEVELS[finding.severity]
    text = f"{sentence(finding.message)} Fix: {sentence(finding.fix)}"
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": order.index(finding.rule),
        "kind": "fail",
        "level": level,
        "message": _message(text),
        "locations": [_location(finding.location, finding.subject)],
        "partialFingerprints": {"enclave/v1": finding.fingerprint},
        "properties": {"state": finding.state.value, "severity": finding.severity.value},
    }
    if finding.state is State.FAIL and finding.exception is not None:
        reason = one_line(f"exception {finding.exception}")
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": reason}
        ]
    return result


def _location(place: Location, subject: str) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(place.path)}}
    if place.line is not None:
        column = {} if place.column is None else {"startColumn": place.column}
        physical["region"] = {"startLine": place.line, **column}
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": subject}],
    }


def _uri(path: str) -> str:
    # A file name that is no valid UTF-8 holds lone surrogates; it must not end the report.
    quoted = quote(path.encode(errors="surrogatepass"), safe="/")
    return f"file://{quoted}" if quoted.startswith("/") else quoted


def _message(text: str) -> dict[str, str]:
    return {"text": _plain(text)}


def _plain(text: str) -> str:
    """SARIF reads [text](target) as a link and {0} as a placeholder: neither may come from us."""
    return text.translate(ESCAPES)
