from hypothesis import given

from enclave.problems import Report, State
from enclave.problems.render_terminal import render_terminal
from tests.enclave.problems.factories import make_finding, make_report
from tests.enclave.problems.strategies import reports


def test_shows_findings_then_the_summary() -> None:
    assert render_terminal(make_report()) == (
        "enclave.yaml:45:7 crm has no field Case.Descripton. Fix: Case.Description?"
        " [field-exists]\n"
        "enclave.yaml: 1 finding (1 high); looked at 41.\n"
    )


def test_a_look_at_nothing_is_an_error() -> None:
    assert render_terminal(make_report(looked_at=0, findings=())) == (
        "enclave.yaml nothing was looked at. Fix: name something that exists to look at."
        " [nothing-looked-at]\n"
        "enclave.yaml: 0 findings, 1 error; looked at 0.\n"
    )


def test_passes_and_covered_findings_are_only_counted() -> None:
    quiet = (make_finding(state=State.PASS), make_finding(exception="reply-field"))
    assert render_terminal(make_report(findings=quiet)) == (
        "enclave.yaml: 0 findings, 1 covered by exceptions; looked at 41.\n"
    )


@given(reports)
def test_one_printable_line_each_whatever_the_texts_hold(report: Report) -> None:
    *shown, summary, rest = render_terminal(report).split("\n")
    assert len(shown) == len(report.failures) + len(report.errors)
    assert all(line.isprintable() for line in [*shown, summary])
    assert rest == ""
