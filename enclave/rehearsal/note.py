"""What stands, noted for the commands that come later."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from enclave.problems import Problem
from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.files import write_private
from enclave.rehearsal.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Note:
    """The engine, the moto server that remembers what was declared, and the stacks in order."""

    project: Path
    name: str
    pulumi: Path
    version: str
    server: Server
    stand_ins: tuple[str, ...]
    accounts: Mapping[str, str]
    """AWS account by stack."""

    @property
    def stacks(self) -> tuple[str, ...]:
        """Stacks in the order in which they are stood up."""
        return tuple(self.accounts)


def write_note(workspace: Workspace, note: Note) -> None:
    """Replace the note."""
    plain = {
        "project": str(note.project),
        "name": note.name,
        "pulumi": str(note.pulumi),
        "version": note.version,
        "server": json.loads(note.server.to_json()),
        "stand_ins": note.stand_ins,
        "accounts": dict(note.accounts),
    }
    write_private(workspace.note, json.dumps(plain, indent=2) + "\n")


def read_note(workspace: Workspace) -> Note | None:
    """Return the note, None without one; raises Problem on one that cannot be read."""
    try:
        plain = json.loads(workspace.note.read_text())
        return Note(
            project=Path(plain["project"]),
            name=plain["name"],
            pulumi=Path(plain["pulumi"]),
            version=plain["version"],
            server=Server.from_json(json.dumps(plain["server"])),
            stand_ins=tuple(plain["stand_ins"]),
            accounts=plain["accounts"],
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise Problem(
            where=str(workspace.note),
            problem="cannot be read",
            fix="enclave rehearse down, then up",
        ) from error
