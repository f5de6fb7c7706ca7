from hypothesis import given

from enclave.problems import Report, Severity, State
from enclave.problems.counts import counts, summary
from tests.enclave.problems.factories import make_finding, make_report
from tests.enclave.problems.strategies import reports


@given(reports)
def test_every_result_is_counted_once(report: Report) -> None:
    number = counts(report)
    assert sum(number.values()) - number["looked_at"] == len(report.results)


def test_summary_says_what_was_found_and_how_much_was_looked_at() -> None:
    findings = (
        make_finding(),
        make_finding(severity=Severity.CRITICAL),
        make_finding(state=State.ERROR),
        make_finding(exception="reply-field"),
        make_finding(state=State.SKIP),
    )
    assert summary(make_report(findings=findings)) == (
        "enclave.yaml: 2 findings (1 critical, 1 high), 1 error, 1 covered by exceptions, "
        "1 skipped; looked at 41."
    )


def test_summary_of_a_clean_look() -> None:
    assert summary(make_report(findings=())) == "enclave.yaml: 0 findings; looked at 41."
