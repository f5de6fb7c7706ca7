from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from enclave.problems import Problem
from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.aws.landing_zone import LandingZone
from enclave.rehearsal.note import Note, write_note
from enclave.rehearsal.organization import Management
from enclave.rehearsal.preparation import prepare
from enclave.rehearsal.project import Project
from enclave.rehearsal.scope import Scope
from enclave.rehearsal.sites import CloudSite
from enclave.rehearsal.workspace import Workspace
from enclave.tools import Origin, Tool

PARIS = CloudSite(name="paris", account="444455556666", region="eu-west-3")
ALONE = Scope(sites=[PARIS])
ABOVE = Management(
    organization="o-l1nden100m",
    account="777788889999",
    region="eu-west-3",
    accounts=("444455556666",),
)
PULUMI = Tool(
    name="pulumi", version="3.259.0", path=Path("/t/pulumi"), origin=Origin.CACHE, seconds=0.1
)
MOTO = "enclave.rehearsal.preparation.moto"


class Moto:
    """A moto that is only told of: `known` runs already, `asked` is what was asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
        self.server = server
        self.known: Server | None = None
        self.asked: dict[str, object] = {}
        self.stopped: list[Server] = []
        monkeypatch.setattr(f"{MOTO}.running", lambda _folder: self.known)
        monkeypatch.setattr(f"{MOTO}.start", self._start)
        monkeypatch.setattr(f"{MOTO}.stop", self.stopped.append)

    def _start(self, **asked: object) -> Server:
        self.asked = asked
        return self.known or self.server


@pytest.fixture
def moto(monkeypatch: pytest.MonkeyPatch, server: Server) -> Moto:
    return Moto(monkeypatch, server)


@pytest.fixture
def stood(workspace: Workspace, note: Note, write_state: Callable[[str], Path]) -> Note:
    """What an earlier run left."""
    write_state('{"checkpoint": {"latest": {}}}')
    workspace.passphrase.write_text("sealed")
    write_note(workspace, note)
    return note


def run(
    workspace: Workspace,
    project: Project,
    pulumi: Callable[[], Tool] = lambda: PULUMI,
    *,
    scope: Scope = ALONE,
) -> Note:
    return prepare(workspace, project, scope=scope, port=None, pulumi=pulumi)


def test_the_engine_finds_everything_it_needs(
    workspace: Workspace, project: Project, moto: Moto
) -> None:
    note = run(workspace, project)
    assert note.accounts == {"paris-cloud": "444455556666"}
    assert moto.asked["account"] == "444455556666"
    assert moto.server.url in (workspace.config / "Pulumi.paris-cloud.yaml").read_text()
    assert workspace.passphrase.exists()
    assert (workspace.folder / "Pulumi.yaml").exists()


def test_a_second_site_joins_the_moto_that_runs(
    workspace: Workspace, project: Project, moto: Moto, stood: Note
) -> None:
    write_note(workspace, replace(stood, accounts={"frankfurt-cloud": "111122223333"}))
    moto.known = stood.server
    joined = run(workspace, project)
    assert moto.asked["account"] == stood.server.account
    assert joined.stacks == ("frankfurt-cloud", "paris-cloud")


def test_the_organization_stands_first_and_its_stack_comes_first(
    workspace: Workspace,
    project: Project,
    moto: Moto,
    stood: Note,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[tuple[str, LandingZone]] = []
    monkeypatch.setattr("enclave.rehearsal.preparation.stand_in", lambda *zone: made.append(zone))
    write_note(workspace, stood)
    moto.known = stood.server
    note = run(workspace, project, scope=Scope(sites=[PARIS], management=ABOVE))
    assert made == [(moto.server.url, ABOVE.zone)]
    assert note.stacks[0] == "organization"
    assert note.accounts["organization"] == "777788889999"


def test_without_its_tool_nothing_is_left(
    workspace: Workspace, project: Project, moto: Moto
) -> None:
    def missing() -> Tool:
        raise Problem(where="pulumi", problem="cannot be had", fix="install it")

    with pytest.raises(Problem, match="cannot be had"):
        run(workspace, project, missing)
    assert moto.asked
    assert list(workspace.folder.iterdir()) == []


def test_a_state_that_lost_its_moto_is_discarded(
    workspace: Workspace, project: Project, moto: Moto, stood: Note
) -> None:
    run(workspace, project)
    assert not workspace.state_file("enclave", stood.stacks[0]).exists()
    assert moto.stopped == []


@pytest.mark.usefixtures("moto")
def test_why_a_rehearsal_begins_anew_is_said(
    workspace: Workspace, project: Project, stood: Note, capsys: pytest.CaptureFixture[str]
) -> None:
    run(workspace, project)
    assert capsys.readouterr().err.startswith(
        f"moto (pid {stood.server.pid}) has ended, and forgot what it was told: its state is"
        " discarded, and the rehearsal begins anew.\n"
    )


def test_a_damaged_state_takes_its_moto_with_it(
    workspace: Workspace, project: Project, moto: Moto, stood: Note
) -> None:
    workspace.state_file("enclave", stood.stacks[0]).write_text("{")
    moto.known = stood.server
    run(workspace, project)
    assert moto.stopped == [stood.server]
