import jsonschema
import pytest
from hypothesis import given

from enclave.problems import Report
from enclave.problems.json_form import report_to_json
from enclave.problems.report_schema import report_schema
from tests.enclave.problems.factories import make_report
from tests.enclave.problems.strategies import reports

VALIDATOR = jsonschema.Draft202012Validator(report_schema())


def test_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(report_schema())


@given(reports)
def test_every_report_fits(report: Report) -> None:
    VALIDATOR.validate(report_to_json(report))


@pytest.mark.parametrize("key", sorted(report_to_json(make_report())))
def test_every_key_is_required(key: str) -> None:
    form = report_to_json(make_report())
    del form[key]
    assert not VALIDATOR.is_valid(form)
