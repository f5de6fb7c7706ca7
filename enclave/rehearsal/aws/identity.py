"""Which process plays AWS: identity that survives reuse of process ids and reboots."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from enclave.problems import Problem

HOST = "127.0.0.1"
STATE_FILE = "moto.json"
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
START_TIME_FIELD = 19  # of /proc/<pid>/stat, counted from the state that follows the name: proc(5)


@dataclass(frozen=True, kw_only=True)
class Server:
    """A moto process of this machine; `start_ticks` and `boot_id` tell it from a later namesake."""

    pid: int
    start_ticks: int
    boot_id: str
    port: int
    account: str
    folder: Path

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}"

    def to_json(self) -> str:
        """One line of JSON that `from_json` reads back."""
        return json.dumps(asdict(self) | {"folder": str(self.folder), "url": self.url})

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote; anything else is a Problem."""
        try:
            fields = json.loads(text)
            folder, _ = Path(fields.pop("folder")), fields.pop("url")
            return cls(folder=folder, **fields)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Problem(
                where=STATE_FILE,
                problem=f"does not describe a moto server: {error}",
                fix="remove the file and start the rehearsal again",
            ) from error


def boot_id() -> str:
    """Return what changes with every boot of this machine. Raises Problem without /proc."""
    try:
        return BOOT_ID.read_text().strip()
    except OSError as error:
        raise Problem(
            where=str(BOOT_ID),
            problem="cannot be read, and without it no process can be told from another",
            fix="mount /proc",
        ) from error


def start_ticks(pid: int) -> int | None:
    """Return when the process started, in clock ticks since boot; None if there is no such one."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return int(stat.rpartition(")")[2].split()[START_TIME_FIELD])


def this_process(*, port: int, account: str, folder: Path) -> Server:
    """Return the server that this very process is."""
    pid = os.getpid()
    ticks = start_ticks(pid)
    if ticks is None:
        raise Problem(
            where=f"/proc/{pid}/stat",
            problem="cannot be read, and without it no process can be told from another",
            fix="mount /proc",
        )
    return Server(
        pid=pid,
        start_ticks=ticks,
        boot_id=boot_id(),
        port=port,
        account=account,
        folder=folder,
    )
