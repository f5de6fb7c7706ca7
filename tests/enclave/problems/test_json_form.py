import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.problems import Problem, Report
from enclave.problems.json_form import report_from_json, report_to_json
from tests.enclave.problems.factories import make_report
from tests.enclave.problems.strategies import reports


@given(reports)
def test_comes_back_as_it_was(report: Report) -> None:
    back = report_from_json(json.loads(json.dumps(report_to_json(report))))
    assert back.results == report.results
    assert (back.title, back.versions, back.looked_at, back.declaration_digest) == (
        report.title,
        report.versions,
        report.looked_at,
        report.declaration_digest,
    )


def broken(*path: str | int, value: object) -> dict[str, object]:
    form: Any = report_to_json(make_report())
    place = form
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return dict(form)


FIX = "Fix: read a report that enclave wrote, unchanged."


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ([], "report is list, not dict"),
        ({}, "report lacks format"),
        (broken("format", value="v0"), "report has format 'v0', not 'enclave.report.v1'"),
        (broken("extra", value=1), "report has an unknown key 'extra'"),
        (broken("looked_at", value=True), "report.looked_at is bool, not int"),
        (
            broken("findings", 0, "severity", value="bad"),
            "report.findings[0].severity is 'bad', not one of low, medium, high, critical",
        ),
        (
            broken("findings", 0, "rule", value="other"),
            "report.findings[0] has a fingerprint that its rule, subject and path do not give",
        ),
        (
            broken("exit_code", value=0),
            "report has an exit code or counts that its findings do not give",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refuses_what_it_did_not_write(form: object, message: str) -> None:
    with pytest.raises(Problem) as caught:
        report_from_json(form)
    assert str(caught.value) == f"{message}. {FIX}"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(json_values, st.sampled_from(sorted(report_to_json(make_report()))))
def test_any_json_is_read_or_refused_as_a_problem(value: object, key: str) -> None:
    with suppress(Problem):
        assert report_from_json({**report_to_json(make_report()), key: value})
