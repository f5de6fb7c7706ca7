"""A report as plain text: for a person at a terminal."""

from enclave.problems.counts import summary
from enclave.problems.finding import Finding, State
from enclave.problems.report import Report


def render_terminal(report: Report) -> str:
    """One line per failure or error, in file order, and one line that sums up."""
    shown = (str(finding) for finding in report.results if _shown(finding))
    return "\n".join((*shown, summary(report))) + "\n"


def _shown(finding: Finding) -> bool:
    failing = finding.state is State.FAIL and finding.exception is None
    return failing or finding.state is State.ERROR
