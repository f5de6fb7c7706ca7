from hypothesis import given

from enclave.problems import ExitCode, Location, Report, State
from tests.enclave.problems.factories import make_finding, make_report
from tests.enclave.problems.strategies import reports


def test_a_look_at_nothing_is_an_error_and_says_so() -> None:
    report = make_report(looked_at=0, findings=())
    assert report.exit_code is ExitCode.COULD_NOT_LOOK
    assert [str(finding) for finding in report.results] == [
        "enclave.yaml nothing was looked at. Fix: name something that exists to look at."
    ]


def test_a_failure_is_exit_code_1() -> None:
    assert make_report().exit_code is ExitCode.FINDINGS


def test_a_covered_failure_is_clean() -> None:
    covered = make_finding(exception="reply-field")
    assert make_report(findings=(covered,)).exit_code is ExitCode.CLEAN


def test_an_exception_does_not_cover_an_error() -> None:
    error = make_finding(state=State.ERROR, exception="reply-field")
    assert make_report(findings=(error,)).exit_code is ExitCode.COULD_NOT_LOOK


@given(reports)
def test_error_beats_failure_beats_clean(report: Report) -> None:
    error = report.looked_at == 0 or any(f.state is State.ERROR for f in report.findings)
    failing = any(f.state is State.FAIL and f.exception is None for f in report.findings)
    assert report.exit_code == (2 if error else 1 if failing else 0)


def test_results_stand_in_the_order_of_their_places() -> None:
    places = [Location(path="b"), Location(path="a", line=10), Location(path="a", line=9)]
    report = make_report(findings=tuple(make_finding(location=place) for place in places))
    assert [str(f.location) for f in report.results] == ["a:9", "a:10", "b"]
