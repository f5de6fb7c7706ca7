from pathlib import Path

import yaml

from enclave.rehearsal.plugins import Plugin, Plugins
from enclave.rehearsal.project import Project, find_project
from enclave.rehearsal.settings import write_settings, write_stack_configuration
from enclave.rehearsal.workspace import Workspace

PLUGINS = Plugins(
    language=Plugin(name="Python language host", official=None),
    aws=Plugin(name="AWS provider", official=Path("/plugins/aws")),
)


def test_the_workspace_keeps_the_projects_name_and_has_its_own_places(
    workspace: Workspace, project: Project
) -> None:
    write_settings(workspace, project, PLUGINS)
    written = yaml.safe_load((workspace.folder / "Pulumi.yaml").read_text())
    assert written["name"] == "enclave"
    assert written["stackConfigDir"] == "config"
    assert written["backend"] == {"url": workspace.backend}


def test_program_and_declaration_are_links_to_the_users_own(
    workspace: Workspace, project: Project
) -> None:
    write_settings(workspace, project, PLUGINS)
    assert (workspace.folder / "stacks").resolve() == project.folder / "stacks"
    assert (workspace.folder / "enclave.yaml").resolve() == project.folder / "enclave.yaml"


def test_a_project_without_main_runs_its_own_folder(workspace: Workspace, project: Project) -> None:
    (project.folder / "Pulumi.yaml").write_text("name: enclave\nruntime: python\n")
    write_settings(workspace, find_project(project.folder), PLUGINS)
    assert yaml.safe_load((workspace.folder / "Pulumi.yaml").read_text())["main"] == "program"
    assert (workspace.folder / "program").resolve() == project.folder


def test_plugins_are_named_by_folder_so_that_nothing_on_path_is_picked(
    workspace: Workspace, project: Project
) -> None:
    write_settings(workspace, project, PLUGINS)
    plugins = yaml.safe_load((workspace.folder / "Pulumi.yaml").read_text())["plugins"]
    assert plugins["languages"] == [{"name": "python", "path": str(workspace.bin)}]
    assert plugins["providers"][0]["path"] == "/plugins/aws"


def test_stack_configuration_is_the_projects_plus_the_rehearsals(
    workspace: Workspace, project: Project
) -> None:
    (project.folder / "config").mkdir()
    (project.folder / "config" / "Pulumi.a.yaml").write_text(
        "secretsprovider: awskms://alias/x\nconfig:\n  enclave:nodes: '3'\n"
    )
    write_stack_configuration(workspace, project, stack="a", values={"enclave:rehearsal": "u"})
    written = yaml.safe_load((workspace.config / "Pulumi.a.yaml").read_text())
    assert written == {"config": {"enclave:nodes": "3", "enclave:rehearsal": "u"}}


def test_the_salt_of_the_rehearsals_own_secrets_is_kept(
    workspace: Workspace, project: Project
) -> None:
    (workspace.config / "Pulumi.a.yaml").write_text("encryptionsalt: v1:salt\n")
    write_stack_configuration(workspace, project, stack="a", values={})
    written = yaml.safe_load((workspace.config / "Pulumi.a.yaml").read_text())
    assert written["encryptionsalt"] == "v1:salt"
