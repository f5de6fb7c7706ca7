import json

from hypothesis import given

from enclave.problems import Report
from enclave.problems.json_form import report_to_json
from enclave.problems.render_json import render_json
from tests.enclave.problems.factories import make_report
from tests.enclave.problems.strategies import reports


@given(reports)
def test_parses_back_to_the_form(report: Report) -> None:
    assert json.loads(render_json(report)) == report_to_json(report)


@given(reports)
def test_no_terminal_acts_on_it(report: Report) -> None:
    text = render_json(report)
    assert text.isascii()
    assert text.replace("\n", "").isprintable()


def test_is_the_same_for_the_same_report() -> None:
    assert render_json(make_report()) == render_json(make_report())
