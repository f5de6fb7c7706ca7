"""Pulumi's settings of the workspace: the user's project, with places of the rehearsal's own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from enclave.rehearsal.files import link, write_private
from enclave.rehearsal.plugins import Plugins
from enclave.rehearsal.project import DECLARATION_FILE, SETTINGS_FILE, Project
from enclave.rehearsal.workspace import Workspace

SALT = "encryptionsalt"  # written by Pulumi; it binds the configuration to the passphrase


def write_settings(workspace: Workspace, project: Project, plugins: Plugins) -> None:
    """Write Pulumi.yaml and links to the program and the declaration.

    `main` is a link, which Pulumi follows, so that the program runs where the user wrote it.
    """
    main = project.program.name if "main" in project.settings else "program"
    link(workspace.folder / main, project.program)
    link(workspace.folder / DECLARATION_FILE, project.declaration)
    settings = {
        **project.settings,
        "runtime": "python",  # this interpreter, whatever virtual environment the project names
        "main": main,
        "stackConfigDir": workspace.config.name,
        "backend": {"url": workspace.backend},
        "plugins": plugins.settings(workspace),
    }
    _write(workspace.folder / SETTINGS_FILE, settings)


def write_stack_configuration(
    workspace: Workspace, project: Project, *, stack: str, values: Mapping[str, Any]
) -> None:
    """Write the project's configuration of a stack, then `values`, under the rehearsal's salt."""
    path = workspace.config / f"Pulumi.{stack}.yaml"
    configuration = {"config": {**project.stack_configuration(stack), **values}}
    _write(path, _salt_of(path) | configuration)


def _salt_of(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    content = yaml.safe_load(path.read_text()) or {}
    return {SALT: content[SALT]} if SALT in content else {}


def _write(path: Path, content: Mapping[str, Any]) -> None:
    text = yaml.safe_dump(dict(content), sort_keys=False)
    if not path.exists() or path.read_text() != text:
        write_private(path, text)
