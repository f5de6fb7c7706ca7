"""The smallest rehearsal: a project, its workspace and a note of what stands."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from enclave import tools
from enclave.rehearsal.aws.identity import Server, boot_id
from enclave.rehearsal.note import Note
from enclave.rehearsal.project import Project, find_project
from enclave.rehearsal.workspace import Workspace
from tests.enclave.rehearsal.factories import Rehearsal

ROOT = Path(__file__).parents[3]
PARTS = ("Pulumi.yaml", "enclave.yaml", "artefacts.lock", "stacks", "keys")
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


@pytest.fixture(scope="session")
def engine_path() -> str:
    """PATH on which the tested engine comes first; builds it where it is not there yet."""
    pulumi = tools.start(("pulumi",)).wait()["pulumi"]
    return os.pathsep.join((str(pulumi.path.parent), os.environ["PATH"]))


@pytest.fixture(scope="session")
def make_rehearsal(
    engine_path: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Rehearsal]:
    """Copies of this project that share compiled modules and nothing else."""
    bytecode = tmp_path_factory.mktemp("bytecode")

    def make() -> Rehearsal:
        home = tmp_path_factory.mktemp("rehearsal")
        (home / "cache" / "sovereign-enclave").mkdir(parents=True)
        (home / "cache" / "sovereign-enclave" / "bytecode").symlink_to(bytecode)
        project = home / "project"
        project.mkdir()
        for part in PARTS:
            source = ROOT / part
            if source.is_dir():
                # byte code of our own tests would look like something that a rehearsal wrote
                ours = shutil.ignore_patterns("__pycache__")
                shutil.copytree(source, project / part, ignore=ours)
            elif source.exists():
                shutil.copy(source, project / part)
        environment = {"PATH": engine_path, "HOME": str(home), "XDG_CACHE_HOME": f"{home}/cache"}
        return Rehearsal(project=project, environment=environment)

    return make


@pytest.fixture
def rehearsal(make_rehearsal: Callable[[], Rehearsal]) -> Iterator[Rehearsal]:
    """A rehearsal of which nothing runs after the test, whatever the test left."""
    made = make_rehearsal()
    yield made
    made.discard()


@pytest.fixture(scope="session")
def standing(make_rehearsal: Callable[[], Rehearsal]) -> Iterator[Rehearsal]:
    """The example retailer, stood up once; each test leaves it standing and without changes."""
    made = make_rehearsal()
    try:
        done = made.run("up")
        assert done.returncode == 0, done.stderr
        yield made
    finally:
        made.discard()
