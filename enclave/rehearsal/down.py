"""Take a rehearsal down: destroy, stop moto, remove the folder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from enclave.console import step
from enclave.problems import ExitCode, Problem
from enclave.rehearsal import continuity, state
from enclave.rehearsal.aws import server as moto
from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.leftovers import end_leftovers
from enclave.rehearsal.lock import hold
from enclave.rehearsal.memory import keys_pending_deletion
from enclave.rehearsal.note import Note, read_note
from enclave.rehearsal.outcome import Outcome
from enclave.rehearsal.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Removal:
    """What went, or, in a dry run, what would go."""

    folder: Path
    size: int
    outcomes: Sequence[Outcome] = ()
    problems: Sequence[str] = ()
    not_destroyed: str | None = None
    """Why the engine was not asked to destroy anything."""
    keys_pending: int = 0
    server: Server | None = None

    @property
    def exit_code(self) -> ExitCode:
        """1 when the engine could not destroy a stack; moto, with all in it, is gone even so."""
        return ExitCode.FINDINGS if self.problems else ExitCode.CLEAN


def down(workspace: Workspace) -> Removal | None:
    """Take down what stands and return it; None when nothing does.

    Raises Problem when another command, or a pulumi started by hand, is at work here.
    """
    if not workspace.folder.exists():
        return None
    with hold(workspace, doing="enclave rehearse down"):
        running = moto.running(workspace.moto)
        end_leftovers(workspace, server=running)
        state.break_stale_locks(workspace)
        removal = _destroy(workspace, running)
        if running is not None:
            moto.stop(running)
        workspace.clear()
    return removal


def would_go(workspace: Workspace) -> Removal | None:
    """Return what `down` would take down, without touching it."""
    if not workspace.folder.exists():
        return None
    running = moto.running(workspace.moto)
    return Removal(
        folder=workspace.folder,
        size=workspace.size(),
        outcomes=tuple(
            Outcome(stack=file.stem, counts={"delete": state.resources(file)}, seconds=0)
            for file in reversed(workspace.state_files())
            if not state.is_damaged(file)
        ),
        not_destroyed=_reason_not_to(workspace, _note(workspace), running),
        server=running,
    )


def _destroy(workspace: Workspace, running: Server | None) -> Removal:
    note, size = _note(workspace), workspace.size()
    reason = _reason_not_to(workspace, note, running)
    if reason is not None or note is None or running is None:
        return Removal(folder=workspace.folder, size=size, not_destroyed=reason, server=running)
    done = list(_destroy_stacks(workspace, note))
    return Removal(
        folder=workspace.folder,
        size=size,
        outcomes=[outcome for outcome in done if isinstance(outcome, Outcome)],
        problems=[str(problem) for problem in done if isinstance(problem, Problem)],
        keys_pending=keys_pending_deletion(running),
        server=running,
    )


def _destroy_stacks(workspace: Workspace, note: Note) -> Iterator[Outcome | Problem]:
    from enclave.rehearsal.engine import Engine  # noqa: PLC0415  pulumi takes a second to load

    engine = Engine(workspace, note)
    for stack in reversed(note.stacks):
        if not workspace.state_file(note.name, stack).exists():
            continue
        try:
            with step(f"{stack}, destroying") as current:
                yield engine.destroy(stack, step=current)
        except Problem as problem:  # the rest can still go
            yield problem


def _reason_not_to(workspace: Workspace, note: Note | None, running: Server | None) -> str | None:
    if not workspace.state_files():
        return "no stack had been stood up"
    if note is not None and not note.pulumi.is_file():
        return f"{note.pulumi} is gone"
    return continuity.broken(workspace, note, running)


def _note(workspace: Workspace) -> Note | None:
    try:
        return read_note(workspace)
    except Problem:  # what it told goes too
        return None
