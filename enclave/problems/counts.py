"""The numbers of a report, and the one line that says them."""

from enclave.problems.finding import Severity, State
from enclave.problems.report import Report
from enclave.problems.wording import one_line


def counts(report: Report) -> dict[str, int]:
    """How many results of each kind; every result is in exactly one of them."""
    states = [finding.state for finding in report.results]
    return {
        "fail": len(report.failures),
        "error": len(report.errors),
        "covered": len(report.covered),
        "skip": states.count(State.SKIP),
        "pass": states.count(State.PASS),
        "looked_at": report.looked_at,
    }


def summary(report: Report) -> str:
    """Say findings by severity, errors, exceptions and skips, and how much was looked at."""
    number = counts(report)
    parts = [_findings(report)]
    if number["error"]:
        parts.append(_plural(number["error"], "error"))
    if number["covered"]:
        parts.append(f"{number['covered']} covered by exceptions")
    if number["skip"]:
        parts.append(f"{number['skip']} skipped")
    return f"{one_line(report.title)}: {', '.join(parts)}; looked at {report.looked_at}."


def _findings(report: Report) -> str:
    failing = [finding.severity for finding in report.failures]
    if not failing:
        return "0 findings"
    ranked = [f"{failing.count(s)} {s}" for s in reversed(Severity) if s in failing]
    return f"{_plural(len(failing), 'finding')} ({', '.join(ranked)})"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
