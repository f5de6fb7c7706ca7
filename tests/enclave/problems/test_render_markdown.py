from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from enclave.problems import Finding, Report, Severity, State
from enclave.problems.render_markdown import BREAK, escaped, render_markdown
from enclave.problems.wording import one_line, sentence
from tests.enclave.problems.factories import make_finding, make_report
from tests.enclave.problems.strategies import hostile, reports

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(text: str) -> list[str]:
    """The texts of a page's paragraphs, headings and cells, as a reader sees them."""
    blocks = [token for token in PARSER.parse(text) if token.type == "inline"]
    kinds = {child.type for block in blocks for child in block.children or []}
    assert kinds <= {"text", "text_special", "html_inline"}
    tags = {c.content for b in blocks for c in b.children or [] if c.type == "html_inline"}
    assert tags <= {BREAK}
    return [
        "".join(c.content for c in block.children or [] if c.type != "html_inline")
        for block in blocks
    ]


@given(hostile)
def test_escaped_text_is_read_as_itself(text: str) -> None:
    assert shown("x" + escaped(text) + "x") == ["x" + one_line(text) + "x"]


def standing(finding: Finding) -> str:
    if finding.state is State.ERROR:
        return "error"
    return finding.severity if finding.exception is None else f"covered by {finding.exception}"


@given(reports)
def test_every_row_has_its_four_cells_whatever_the_texts_hold(report: Report) -> None:
    rows = [f for f in report.results if f.state in {State.FAIL, State.ERROR}]
    cells = shown(render_markdown(report))[6 if rows else 2 : -1]
    expected = [(standing(f), str(f.location), sentence(f.message), f.fix) for f in rows]
    assert [cell.strip() for cell in cells] == [
        one_line(text).strip() for row in expected for text in row
    ]


@given(st.sampled_from(["@team", "#12", "https://evil.example", "www.evil.example"]))
def test_no_text_mentions_or_links(text: str) -> None:
    words = escaped(text).split(BREAK)
    assert len(words) > 1


def test_reads_as_a_table_with_a_summary() -> None:
    texts = shown(render_markdown(make_report()))
    assert texts == [
        "enclave.yaml",
        "enclave.yaml: 1 finding (1 high); looked at 41.",
        *("severity", "where", "what", "fix"),
        *("high", "enclave.yaml:45:7", "crm has no field Case.Descripton.", "Case.Description?"),
        "enclave 0.1.0, declaration " + "ab" * 32,
    ]


def test_a_look_at_nothing_is_an_error() -> None:
    assert "error" in shown(render_markdown(make_report(looked_at=0, findings=())))


def test_a_covered_finding_names_its_exception() -> None:
    covered = make_finding(exception="reply-field", severity=Severity.LOW)
    assert "covered by reply-field" in shown(render_markdown(make_report(findings=(covered,))))


def test_says_how_many_rows_are_left_out() -> None:
    report = make_report(findings=(make_finding(),) * 203)
    assert "3 more are not shown here." in shown(render_markdown(report))
