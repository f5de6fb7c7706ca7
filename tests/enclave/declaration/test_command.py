"""`enclave validate` and `enclave schema`, as a user meets them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from enclave import cli
from enclave.declaration.schema import schema_text
from tests.enclave.declaration.factories import LOCK, ROOT, VALID, changed

CLEAN = """enclave.yaml: 0 findings; looked at 29.
declared: 2 people, 2 sites, 2 neighbours, 3 classes, 2 sources, 5 fields, 2 callers, 2 models, \
2 functions, 5 flows, 1 processor.
"""
BROKEN = changed(("country: IE", "country: US"))


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("enclave.yaml").write_text(VALID, encoding="utf-8")
    Path("artefacts.lock").write_text(LOCK, encoding="utf-8")
    Path("broken.yaml").write_text(BROKEN, encoding="utf-8")


def test_a_clean_file_says_how_much_was_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["validate", "--date", "2026-11-24"]) == 0
    assert capsys.readouterr().out == CLEAN


def test_findings_exit_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["validate", "broken.yaml", "--date", "2026-11-24"]) == 1
    assert capsys.readouterr().out.startswith(
        "broken.yaml:86:39 US is outside the European Economic Area. "
        "Fix: name the mechanism that allows it: adequacy, standard_clauses or binding_rules."
        " [ENCLAVE_PROCESSOR_TERMS]\n"
        "broken.yaml: 1 finding (1 high); looked at 29.\n"
    )


def test_a_file_that_is_not_there_exits_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["validate", "nowhere.yaml"]) == 2
    assert capsys.readouterr().err == (
        f"nowhere.yaml does not exist in {tmp_path}. "
        "Fix: enclave validate PATH/TO/enclave.yaml, or change to the project's folder.\n"
    )


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "markdown"])
def test_a_file_that_cannot_be_read_is_an_error_of_every_format(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("torn.yaml").write_text("enclave: 1\nsites: {a: b\n", encoding="utf-8")
    assert cli.main(["validate", "torn.yaml", "--format", name]) == 2
    told = capsys.readouterr()
    assert "that began in line 2, column 8" in told.out
    assert told.err.startswith("torn.yaml:3:1 is no YAML: while parsing a flow mapping")


def test_the_report_of_a_file_that_cannot_be_read_has_one_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("torn.yaml").write_text("enclave: 1\nsites: {a: b\n", encoding="utf-8")
    cli.main(["validate", "torn.yaml", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    (error,) = report["findings"]
    assert (report["exit_code"], error["state"], error["fix"]) == (
        2,
        "error",
        "check indentation and quotes",
    )
    assert error["location"] == {"path": "torn.yaml", "line": 3, "column": 1}


def test_the_terminal_says_once_what_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["validate", "nowhere.yaml"])
    assert capsys.readouterr().out == ""


def test_a_report_of_no_place_names_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["validate", "nowhere.yaml", "--format", "json"])
    (error,) = json.loads(capsys.readouterr().out)["findings"]
    assert error["location"] == {"path": "nowhere.yaml", "line": None, "column": None}


def test_the_day_decides_what_is_overdue(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["validate", "--date", "2028-03-13"]) == 1
    assert "enclave.yaml:86:84 review overdue by 12 days." in capsys.readouterr().out


def test_a_day_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["validate", "--date", "soon"])
    assert caught.value.code == 2
    assert "soon is no day: write 2027-06-30" in capsys.readouterr().err


def test_machines_read_json_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["validate", "broken.yaml", "--format", "json", "--date", "2026-11-24"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [finding["rule"] for finding in report["findings"]] == ["ENCLAVE_PROCESSOR_TERMS"]
    assert report["findings"][0]["subject"] == "processors.salesforce.transfer"


@pytest.mark.parametrize("name", ["sarif", "junit", "markdown"])
def test_every_format_names_the_finding(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["validate", "broken.yaml", "--format", name, "--date", "2026-11-24"]) == 1
    assert "outside the European Economic Area" in capsys.readouterr().out


def test_schema_prints_what_it_writes(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema"]) == 0
    assert capsys.readouterr().out == schema_text()
    assert cli.main(["schema", "--out", "s.json"]) == 0
    assert Path("s.json").read_text(encoding="utf-8") == schema_text()


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("validate", "schema"):
        with pytest.raises(SystemExit):
            cli.main([command, "--help"])
        assert "examples:" in capsys.readouterr().out


@pytest.mark.parametrize("module", ["pydantic", "yaml"])
def test_the_command_line_is_built_without(module: str) -> None:
    """`enclave --help` must stay quick: models are imported when a command needs them."""
    program = f"import sys, enclave.cli; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
