"""Stand the declared enclave up: the real engine, AWS answered by moto."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from enclave import tools
from enclave.console import step
from enclave.declaration import load_valid
from enclave.declaration.model import Declaration
from enclave.project.checkout import require_installed
from enclave.rehearsal.aws.recorded import recorded
from enclave.rehearsal.demonstrate import demonstrate
from enclave.rehearsal.lock import hold
from enclave.rehearsal.note import Note
from enclave.rehearsal.outcome import Outcome
from enclave.rehearsal.plan import PULUMI, Plan, planned
from enclave.rehearsal.preparation import prepare
from enclave.rehearsal.project import Project, find_project
from enclave.rehearsal.report import Result
from enclave.rehearsal.scope import scope_of
from enclave.rehearsal.workspace import Workspace, workspace_of


@dataclass(frozen=True, kw_only=True)
class Request:
    """What the user asked for; no sites means every AWS site of the declaration."""

    start: Path
    sites: Sequence[str] = ()
    port: int | None = None


def up(request: Request) -> Result:
    """Validate, start moto, update the stacks in order, read back what stands.

    Raises Problem. Before the engine begins, what this call started ends again; from then on moto
    and the state are kept, and the next call goes on from there.
    """
    began = time.monotonic()
    project = find_project(request.start)
    project.require_program()
    require_installed(project.program)
    with _tools() as pending:
        declaration = _declaration(project)
        scope = scope_of(declaration, asked=request.sites)
        workspace = workspace_of(project)
        with hold(workspace, doing="enclave rehearse up"):
            note = prepare(
                workspace,
                project,
                scope=scope,
                port=request.port,
                pulumi=lambda: pending.wait()[PULUMI],
            )
            again = all(
                workspace.state_file(project.name, stack).exists() for stack in scope.stacks
            )
            outcomes = tuple(_update(workspace, note, scope.stacks))
            return Result(
                declaration=declaration,
                sites=scope.sites,
                tools=tuple(pending.wait().values()),
                note=note,
                outcomes=outcomes,
                recorded=recorded(workspace.record),
                demonstration=demonstrate(
                    declaration,
                    sites=scope.sites,
                    server=note.server,
                    management=scope.management,
                ),
                again=again,
                seconds=time.monotonic() - began,
            )


@contextmanager
def _tools() -> Iterator[tools.Pending]:
    pending = tools.start((PULUMI,))
    try:
        yield pending
    finally:
        pending.stop()


def _declaration(project: Project) -> Declaration:
    path, here = project.declaration, Path.cwd()
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return load_valid(shown, today=datetime.now(UTC).date())


def plan(request: Request) -> Plan:
    """Validate, and say what `up` would do; nothing is started or written."""
    project = find_project(request.start)
    project.require_program()
    require_installed(project.program)
    scope = scope_of(_declaration(project), asked=request.sites)
    return planned(workspace_of(project), stacks=scope.stacks, port=request.port)


def _update(workspace: Workspace, note: Note, stacks: Sequence[str]) -> Iterator[Outcome]:
    from enclave.rehearsal.engine import Engine  # noqa: PLC0415  pulumi takes a second to load

    engine = Engine(workspace, note)
    for stack in stacks:
        with step(stack) as current:
            yield engine.update(stack, step=current)
