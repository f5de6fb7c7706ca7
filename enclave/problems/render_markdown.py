"""A report as Markdown: for a comment on a pull request."""

from enclave.problems.counts import summary
from enclave.problems.finding import Finding, State
from enclave.problems.report import Report
from enclave.problems.wording import one_line, sentence

MARKUP = frozenset("\\`*_{}[]()<>#+-.!|~&$=\"'^")  # all that GitHub's Markdown gives a meaning
ROWS = 200  # a comment holds 65,536 characters
LINKS = ("@", "#", ":", "www")  # after these GitHub makes links and mentions of plain text
BREAK = "<!-- -->"  # ends such a word and shows nothing


def render_markdown(report: Report) -> str:
    """Give heading, summary, a table of failures, errors and covered findings, and versions.

    Text from findings can neither make markup nor links nor mention anyone. Beyond 200 rows a
    line says how many more there are.
    """
    shown = [finding for finding in report.results if finding.state in {State.FAIL, State.ERROR}]
    lines = [f"### {escaped(report.title)}", "", escaped(summary(report))]
    if shown:
        lines += ["", "| severity | where | what | fix |", "|---|---|---|---|"]
        lines += [_row(finding) for finding in shown[:ROWS]]
    if len(shown) > ROWS:
        lines += ["", f"{len(shown) - ROWS} more are not shown here."]
    return "\n".join([*lines, "", escaped(_origin(report))]) + "\n"


def escaped(text: str) -> str:
    """Put the text on one line such that Markdown shows exactly it."""
    line = one_line(text)
    for trigger in LINKS:
        line = line.replace(trigger, trigger + "\0")
    plain = "".join(f"&#{ord(char)};" if char in MARKUP else char for char in line)
    return plain.replace("\0", BREAK)


def _row(finding: Finding) -> str:
    cells = (_standing(finding), str(finding.location), sentence(finding.message), finding.fix)
    return f"| {' | '.join(escaped(cell) for cell in cells)} |"


def _standing(finding: Finding) -> str:
    if finding.state is State.ERROR:
        return "error"
    if finding.exception is not None:
        return f"covered by {finding.exception}"
    return finding.severity.value


def _origin(report: Report) -> str:
    versions = [f"{name} {version}" for name, version in sorted(report.versions.items())]
    digest = f"declaration {report.declaration_digest or 'none'}"
    return ", ".join([*versions, digest])
