from xml.etree import ElementTree as ET

from hypothesis import given

from enclave.problems import Report, State
from enclave.problems.render_junit import render_junit
from enclave.problems.wording import one_line
from tests.enclave.problems.factories import make_finding, make_report
from tests.enclave.problems.strategies import reports


def parsed(report: Report) -> ET.Element:
    return ET.fromstring(render_junit(report))  # noqa: S314  our own output


def kinds(report: Report) -> list[str]:
    return [case[0].tag if len(case) else "passed" for case in parsed(report).iter("testcase")]


@given(reports)
def test_parses_back_whatever_the_texts_hold(report: Report) -> None:
    cases = list(parsed(report).iter("testcase"))
    assert [(c.get("classname"), c.get("name")) for c in cases] == [
        (one_line(f.rule), one_line(f.subject)) for f in report.results
    ]
    texts = [failure.text for c in cases for failure in c if failure.tag != "skipped"]
    assert texts == [
        str(f)
        for f in report.results
        if f.state is State.ERROR or (f.state is State.FAIL and f.exception is None)
    ]


@given(reports)
def test_totals_are_what_the_cases_say(report: Report) -> None:
    suite = parsed(report)[0]
    shown = kinds(report)
    assert {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": str(len(shown)),
        "failures": str(shown.count("failure")),
        "errors": str(shown.count("error")),
        "skipped": str(shown.count("skipped")),
    }


def test_states_become_their_junit_kind() -> None:
    findings = (
        make_finding(subject="1"),
        make_finding(subject="2", state=State.ERROR),
        make_finding(subject="3", state=State.SKIP),
        make_finding(subject="4", state=State.PASS),
        make_finding(subject="5", exception="reply-field"),
    )
    assert kinds(make_report(findings=findings)) == [
        "failure",
        "error",
        "skipped",
        "passed",
        "skipped",
    ]


def test_a_look_at_nothing_is_an_error() -> None:
    assert kinds(make_report(looked_at=0, findings=())) == ["error"]
