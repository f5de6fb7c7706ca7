"""Whether the state still tells the truth: it does as long as the moto that it describes runs."""

from enclave.rehearsal import state
from enclave.rehearsal.aws.identity import boot_id
from enclave.rehearsal.aws.server import Server
from enclave.rehearsal.note import Note
from enclave.rehearsal.workspace import Workspace


def broken(workspace: Workspace, note: Note | None, running: Server | None) -> str | None:
    """Return why the rehearsal must begin anew, or None when it can go on.

    moto keeps its memory in its process: with it goes all that the state describes.
    """
    files = workspace.state_files()
    if not files:
        return None
    for file in files:
        if state.is_damaged(file):
            return f"the state of {file.stem} is damaged"
    if note is None:
        return "no record tells which moto the state belongs to"
    if note.server.boot_id != boot_id():
        return "this machine has restarted since, and moto forgot what it was told"
    if running is None:
        return f"moto (pid {note.server.pid}) has ended, and forgot what it was told"
    return None if running == note.server else "another moto has taken the place of the former one"
