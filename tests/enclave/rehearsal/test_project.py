from pathlib import Path

import pytest

from enclave.problems import Problem
from enclave.rehearsal.project import Project, find_project


def test_a_project_is_found_from_a_folder_below_it(project: Project) -> None:
    assert find_project(project.folder / "stacks").folder == project.folder


def test_a_folder_outside_any_project_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        find_project(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path} has no enclave.yaml beside a Pulumi.yaml, nor has a folder above it."
        " Fix: change to the project's folder."
    )


def test_a_project_without_a_name_is_refused(project: Project) -> None:
    (project.folder / "Pulumi.yaml").write_text("runtime: python\n")
    with pytest.raises(Problem, match=r"Pulumi\.yaml has no name\. Fix: name: enclave\."):
        find_project(project.folder)


@pytest.mark.parametrize(
    ("text", "said"), [("name: [", "is not YAML"), ("- name", "is not a mapping")]
)
def test_settings_that_are_no_mapping_are_refused(project: Project, text: str, said: str) -> None:
    (project.folder / "Pulumi.yaml").write_text(text)
    with pytest.raises(Problem, match=said):
        find_project(project.folder)


def test_a_stack_without_a_file_has_no_configuration(project: Project) -> None:
    assert project.stack_configuration("frankfurt-cloud") == {}


def test_a_value_encrypted_for_the_real_stack_is_named(project: Project) -> None:
    (project.folder / "config").mkdir()
    (project.folder / "config" / "Pulumi.a.yaml").write_text(
        "config:\n  enclave:token: {secure: v1:abc}\n  enclave:plain: x\n"
    )
    with pytest.raises(Problem, match=r"enclave:token is encrypted with the real stack's key\."):
        project.stack_configuration("a")


def test_a_program_that_is_not_there_is_named_with_where_it_was_looked_for(
    project: Project,
) -> None:
    project.require_program()
    (project.folder / "stacks").rmdir()
    with pytest.raises(Problem) as caught:
        project.require_program()
    assert str(caught.value) == (
        f"Pulumi.yaml main: stacks is not here ({project.folder}/stacks)."
        " Fix: copy the Pulumi program there, or name the folder that holds it."
    )
