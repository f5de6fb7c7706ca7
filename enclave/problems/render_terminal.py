"""A report as plain text: for a person at a terminal."""

from enclave.problems.counts import summary
from enclave.problems.finding import Finding, State
from enclave.problems.report import Report
from enclave.problems.wording import one_line


def render_terminal(report: Report) -> str:
    """One line per failure or error with its rule, in file order, and one line that sums up."""
    shown = (f"{f} [{one_line(f.rule)}]" for f in report.results if _shown(f))
    return "\n".join((*shown, summary(report))) + "\n"


def _shown(finding: Finding) -> bool:
    failing = finding.state is State.FAIL and finding.exception is None
    return failing or finding.state is State.ERROR
