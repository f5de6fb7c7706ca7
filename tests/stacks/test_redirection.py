"""What could lead past the declaration: each variable and each line of a shared file is named."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stacks.redirection import redirection_problems, unchecked_problems

NOWHERE = {"AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}
ELSEWHERE = "would send calls for AWS elsewhere, and this is not a rehearsal"


def told(**environment: str) -> list[str]:
    return [str(problem) for problem in redirection_problems(NOWHERE | environment)]


@pytest.mark.parametrize(
    "name",
    [
        "AWS_ENDPOINT_URL",
        "AWS_ENDPOINT_URL_KMS",
        "AWS_S3_ENDPOINT",
        "TF_AWS_STS_ENDPOINT",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT",
        "AWS_METADATA_URL",
    ],
)
def test_variable_that_names_an_endpoint_is_refused_and_its_value_is_not_told(name: str) -> None:
    assert told(**{name: "http://192.0.2.1"}) == [f"{name} {ELSEWHERE}. Fix: unset {name}."]


@pytest.mark.parametrize(
    "name",
    [
        "AWS_USE_FIPS_ENDPOINT",
        "AWS_USE_DUALSTACK_ENDPOINT",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
        "AWS_PROFILE",
        "AWS_REGION",
    ],
)
def test_variable_that_names_no_host_is_fine(name: str) -> None:
    assert told(**{name: "x"}) == []


@pytest.mark.parametrize("variable", NOWHERE)
@pytest.mark.parametrize(
    "line",
    [
        "endpoint_url = http://192.0.2.1",
        "  endpoint_url=http://192.0.2.1",
        "ENDPOINT_URL : http://192.0.2.1",
        "services = elsewhere",
        "ec2_metadata_service_endpoint = http://192.0.2.1",
    ],
)
def test_line_of_a_shared_file_that_redirects_is_named(
    tmp_path: Path, variable: str, line: str
) -> None:
    path = tmp_path / "shared"
    path.write_text(f"[profile deploy]\nregion = eu-central-1\n{line}\n")
    key = line.replace("=", " ").split()[0]
    assert told(**{variable: str(path)}) == [
        (
            f"{path}:3 {key} {ELSEWHERE}. "
            f"Fix: remove the line, or name a file without it in {variable}."
        )
    ]


def test_files_of_the_home_are_looked_at_where_no_variable_names_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".aws").mkdir()
    for name in ("config", "credentials"):
        (tmp_path / ".aws" / name).write_text("[default]\nendpoint_url = http://192.0.2.1\n")
    places = [str(problem).split(" ")[0] for problem in redirection_problems({})]
    assert places == [f"{tmp_path}/.aws/config:2", f"{tmp_path}/.aws/credentials:2"]


def test_file_with_profiles_alone_is_fine(tmp_path: Path) -> None:
    path = tmp_path / "shared"
    path.write_text("[default]\nregion = eu-central-1\n# endpoint_url = http://192.0.2.1\n")
    assert told(AWS_CONFIG_FILE=str(path)) == []


def test_file_that_is_not_there_is_fine(tmp_path: Path) -> None:
    assert told(AWS_CONFIG_FILE=str(tmp_path / "none")) == []


def test_file_that_cannot_be_read_is_not_taken_for_clean(tmp_path: Path) -> None:
    assert told(AWS_CONFIG_FILE=str(tmp_path)) == [
        (
            f"{tmp_path} cannot be looked at: Is a directory. "
            "Fix: make it readable, or name another file in AWS_CONFIG_FILE."
        )
    ]


def test_relative_file_is_refused() -> None:
    assert told(AWS_CONFIG_FILE="shared") == [
        (
            "AWS_CONFIG_FILE shared is relative, and Pulumi and its plugins start in different "
            "folders. Fix: name it from the root."
        )
    ]


@given(before=st.lists(st.sampled_from(["[default]", "a = x", "# y", "", "s3 =", "[services z]"])))
def test_endpoint_is_found_whatever_stands_before_it(
    tmp_path_factory: pytest.TempPathFactory, before: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "shared"
    path.write_text("\n".join([*before, "  endpoint_url = http://192.0.2.1"]))
    (problem,) = told(AWS_CONFIG_FILE=str(path))
    assert problem.startswith(f"{path}:{len(before) + 1} endpoint_url ")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (
            "PULUMI_CLOUD_SECRET_OVERRIDE",
            "would encrypt the state's secrets with another key than the stack's",
        ),
        (
            "PULUMI_OPTION_CONFIG_FILE",
            "would take settings and the key of secrets from another file than the stack's",
        ),
    ],
)
def test_what_replaces_the_file_of_the_stack_is_refused(name: str, problem: str) -> None:
    assert list(map(str, unchecked_problems({name: "x"}))) == [
        f"{name} {problem}. Fix: unset {name}."
    ]


def test_other_options_are_fine() -> None:
    assert list(unchecked_problems({"PULUMI_OPTION_COLOR": "never"})) == []
