"""What stands now, looked at without touching it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from enclave.problems import Problem
from enclave.rehearsal import continuity, state
from enclave.rehearsal.aws import server as moto
from enclave.rehearsal.aws.recorded import Recorded, recorded
from enclave.rehearsal.note import Note, read_note
from enclave.rehearsal.organization import STACK
from enclave.rehearsal.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A rehearsal whose moto runs."""

    folder: Path
    note: Note
    resources: Mapping[str, int]
    """Resources by stack."""
    recorded: Sequence[Recorded]
    """Resources that moto lacks: checked and written down, answered by nobody."""
    interrupted: int
    """Operations that a killed run left half done."""


def standing(workspace: Workspace) -> Standing | None:
    """Return what stands; None when nothing does, also after a restart of the machine."""
    note = read_note(workspace)
    running = moto.running(workspace.moto)
    if note is None or running is None or continuity.broken(workspace, note, running):
        return None
    files = {stack: workspace.state_file(note.name, stack) for stack in note.stacks}
    present = {stack: file for stack, file in files.items() if file.exists()}
    return Standing(
        folder=workspace.folder,
        note=note,
        resources={stack: state.resources(file) for stack, file in present.items()},
        recorded=recorded(workspace.record),
        interrupted=sum(state.interrupted(file) for file in present.values()),
    )


def required(workspace: Workspace) -> Standing:
    """Return what stands; raises Problem when nothing does."""
    found = standing(workspace)
    if found is None:
        raise Problem(
            where=str(workspace.folder),
            problem="holds nothing that is up",
            fix="enclave rehearse up",
        )
    return found


def stack_of(found: Standing, *, site: str | None) -> str:
    """Return the stack of a site, by default the first; raises Problem for another name."""
    stacks = [name for name in found.note.stacks if name != STACK]
    stack = stacks[0] if site is None else f"{site}-cloud"
    if stack in stacks:
        return stack
    known = ", ".join(name.removesuffix("-cloud") for name in stacks)
    raise Problem(where="--site", problem=f"{site} is not up", fix=f"choose from {known}")
