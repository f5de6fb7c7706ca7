"""What a new project says: valid wherever its site is."""

from datetime import date
from pathlib import Path

import pytest

from enclave.declaration import load_valid
from enclave.facts.eks import default_version
from enclave.facts.instance_types import offered, offers_known
from enclave.facts.partitions import partitions
from enclave.problems import Problem
from enclave.project.files import CI, DECLARATION, PROGRAM, SYSTEM_TYPE, Choices, project_files

TODAY = date(2026, 11, 24)
REGIONS = [
    region
    for partition in partitions().partitions.value
    if partition.supported
    for region in partition.regions
    if not offers_known(region) or SYSTEM_TYPE in offered(region)
]


def make_choices(**changed: str) -> Choices:
    usual = {"name": "Loom", "site": "paris", "account": "111122223333", "region": "eu-west-3"}
    return Choices(**usual | changed)


@pytest.mark.parametrize("region", REGIONS)
def test_the_declaration_is_valid_in_every_supported_region(region: str, tmp_path: Path) -> None:
    path = tmp_path / "enclave.yaml"
    path.write_text(project_files(make_choices(region=region))[DECLARATION])
    declared = load_valid(path, today=TODAY)
    assert declared.jurisdiction.regions == (region,)


def test_the_version_of_the_cluster_is_written_so_that_no_kit_moves_it(tmp_path: Path) -> None:
    path = tmp_path / "enclave.yaml"
    path.write_text(project_files(make_choices())[DECLARATION])
    site = load_valid(path, today=TODAY).sites["paris"].aws
    assert site is not None
    assert site.kubernetes == default_version()


@pytest.mark.parametrize("name", ["Loom: & Söhne #1", "  $site 'quoted'  ", "yes", "1234"])
def test_any_name_reads_back_as_it_was_given(name: str, tmp_path: Path) -> None:
    path = tmp_path / "enclave.yaml"
    path.write_text(project_files(make_choices(name=name))[DECLARATION])
    assert load_valid(path, today=TODAY).organization.name == name.strip()


def test_there_are_five_files_and_the_program_has_three_lines() -> None:
    written = project_files(make_choices())
    assert [str(name) for name in written] == [
        "Pulumi.yaml",
        "__main__.py",
        "Pulumi.paris-cloud.yaml",
        ".ci/run",
        "enclave.yaml",
    ]
    assert len(written[PROGRAM].splitlines()) == 3
    assert "enclave rehearse up" in written[CI]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"site": "Paris"},
            (
                "--site Paris is no name of small letters, digits and hyphens, at most 24. "
                "Fix: --site paris, for example."
            ),
        ),
        (
            {"site": "warehouse"},
            "--site warehouse is what the example calls a far end. Fix: --site paris, for example.",
        ),
        (
            {"account": "1234"},
            "--account 1234 is no account of 12 digits. Fix: --account 111122223333, for example.",
        ),
        (
            {"name": "a\nb"},
            "--name 'a\\nb' is no text of 3 to 200 characters. Fix: --name Loom, for example.",
        ),
    ],
)
def test_a_choice_that_will_not_do_is_named(changed: dict[str, str], message: str) -> None:
    with pytest.raises(Problem) as refused:
        project_files(make_choices(**changed))
    assert str(refused.value) == message


def test_a_region_of_a_partition_that_is_not_supported_is_refused() -> None:
    with pytest.raises(Problem, match="--region cn-north-1 is no region of a partition"):
        project_files(make_choices(region="cn-north-1"))


def test_a_region_without_the_example_s_nodes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enclave.project.files.offered", lambda _region: frozenset())
    with pytest.raises(Problem, match="--region eu-west-3 does not offer"):
        project_files(make_choices())
