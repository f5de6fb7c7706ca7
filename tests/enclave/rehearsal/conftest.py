"""The smallest rehearsal: a project, its workspace and a note of what stands."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from enclave.rehearsal.aws.identity import Server, boot_id
from enclave.rehearsal.note import Note
from enclave.rehearsal.project import Project, find_project
from enclave.rehearsal.workspace import Workspace

ACCOUNT = "111122223333"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "project"
    (folder / "stacks").mkdir(parents=True)
    (folder / "enclave.yaml").write_text("enclave: 1\n")
    (folder / "Pulumi.yaml").write_text(
        "name: enclave\nruntime: python\nmain: stacks\nstackConfigDir: config\n"
    )
    return find_project(folder)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(folder=tmp_path / "cache" / "enclave-0a1b2c3d")
    made.create()
    return made


@pytest.fixture
def server(workspace: Workspace) -> Server:
    return Server(
        pid=os.getpid(),
        start_ticks=1,
        boot_id=boot_id(),
        port=5000,
        account=ACCOUNT,
        folder=workspace.moto,
    )


@pytest.fixture
def note(project: Project, server: Server) -> Note:
    return Note(
        project=project.folder,
        name=project.name,
        pulumi=Path("/opt/tools/pulumi"),
        version="3.259.0",
        server=server,
        stand_ins=("AWS provider",),
        accounts={"frankfurt-cloud": ACCOUNT, "paris-cloud": "444455556666"},
    )


@pytest.fixture
def write_state(workspace: Workspace) -> Callable[..., Path]:
    def write(text: str, *, stack: str = "frankfurt-cloud") -> Path:
        path = workspace.state_file("enclave", stack)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return write
