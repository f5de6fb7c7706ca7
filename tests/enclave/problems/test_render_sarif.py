import json
from typing import Any

from hypothesis import given

from enclave.problems import Location, Report, Severity, State
from enclave.problems.render_sarif import render_sarif
from tests.enclave.problems.factories import make_finding, make_report
from tests.enclave.problems.strategies import reports

FINGERPRINT = make_finding().fingerprint


def run_of(report: Report) -> dict[str, Any]:
    log = json.loads(render_sarif(report))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return dict(run)


def test_names_the_tool_and_its_version() -> None:
    driver = run_of(make_report())["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("enclave", "0.1.0")


def test_a_failure_is_a_result_with_place_level_and_fingerprint() -> None:
    assert run_of(make_report())["results"] == [
        {
            "ruleId": "field-exists",
            "ruleIndex": 0,
            "kind": "fail",
            "level": "error",
            "message": {"text": "crm has no field Case.Descripton. Fix: Case.Description?"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "enclave.yaml"},
                        "region": {"startLine": 45, "startColumn": 7},
                    },
                    "logicalLocations": [{"fullyQualifiedName": "service-reply"}],
                }
            ],
            "partialFingerprints": {"enclave/v1": FINGERPRINT},
            "properties": {"state": "fail", "severity": "high"},
        }
    ]


def test_a_rule_has_help_a_level_and_its_controls() -> None:
    report = make_report(findings=(make_finding(controls=("SC-7(5)",)),))
    assert run_of(report)["tool"]["driver"]["rules"] == [
        {
            "id": "field-exists",
            "shortDescription": {"text": "field-exists"},
            "help": {"text": "Case.Description?"},
            "defaultConfiguration": {"level": "error"},
            "properties": {"security-severity": "8.0", "tags": ["SC-7(5)"]},
        }
    ]


def test_what_a_rule_wants_is_its_help_where_it_is_told() -> None:
    report = make_report(rules={"field-exists": "Fields are those of their source"})
    (rule,) = run_of(report)["tool"]["driver"]["rules"]
    assert rule["shortDescription"] == {"text": "Fields are those of their source"}
    assert rule["help"] == {"text": "Fields are those of their source."}


def test_region_only_where_the_line_is_known() -> None:
    report = make_report(findings=(make_finding(location=Location(path="a b/ü.yaml")),))
    (place,) = run_of(report)["results"][0]["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "a%20b/%C3%BC.yaml"}}


def test_an_absolute_path_is_a_file_address() -> None:
    report = make_report(findings=(make_finding(location=Location(path="/etc/enclave.yaml")),))
    (place,) = run_of(report)["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "file:///etc/enclave.yaml"}


def test_a_covered_failure_is_suppressed() -> None:
    (result,) = run_of(make_report(findings=(make_finding(exception="x"),)))["results"]
    assert result["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "exception x"}
    ]


def test_severity_becomes_the_level() -> None:
    findings = tuple(make_finding(subject=s.value, severity=s) for s in Severity)
    levels = {
        r["properties"]["severity"]: r["level"]
        for r in run_of(make_report(findings=findings))["results"]
    }
    assert levels == {"low": "note", "medium": "warning", "high": "error", "critical": "error"}


def test_passes_and_skips_are_counted_and_no_results() -> None:
    quiet = (make_finding(state=State.PASS), make_finding(state=State.SKIP))
    run = run_of(make_report(findings=quiet))
    assert run["results"] == []
    assert (run["properties"]["counts"]["pass"], run["properties"]["counts"]["skip"]) == (1, 1)


def test_a_look_at_nothing_is_a_failed_invocation() -> None:
    (invocation,) = run_of(make_report(looked_at=0, findings=()))["invocations"]
    assert not invocation["executionSuccessful"]
    assert invocation["exitCode"] == 2
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == (
        "enclave.yaml nothing was looked at. Fix: name something that exists to look at."
    )


def test_text_makes_no_link_and_no_placeholder() -> None:
    report = make_report(findings=(make_finding(message="see [here](x) and {0}"),))
    (result,) = run_of(report)["results"]
    assert result["message"]["text"] == "see \\[here\\](x) and {{0}}. Fix: Case.Description?"


@given(reports)
def test_every_result_has_its_rule_and_its_required_parts(report: Report) -> None:
    run = run_of(report)
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(run["results"]) == sum(f.state in {State.FAIL, State.ERROR} for f in report.results)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"].isprintable()
