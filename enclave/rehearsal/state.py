"""The file backend's files, as far as a killed or damaged run leaves work there."""

import json
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enclave.problems import Problem
from enclave.rehearsal.processes import is_running
from enclave.rehearsal.workspace import Workspace

ENGINE = "pulumi"


def is_damaged(state: Path) -> bool:
    """Say whether a stack's state exists and cannot be read."""
    try:
        return state.exists() and not isinstance(_latest(state), dict)
    except (ValueError, KeyError, TypeError):
        return True


def interrupted(state: Path) -> int:
    """Count the operations that had begun when the engine was killed."""
    return len(_latest(state).get("pending_operations") or ()) if state.exists() else 0


def resources(state: Path) -> int:
    """Count what the stack declared, providers and components included."""
    return len(_latest(state).get("resources") or ())


def _latest(state: Path) -> dict[str, Any]:
    checkpoint = json.loads(state.read_bytes())["checkpoint"]
    return checkpoint.get("latest") or {}


@dataclass(frozen=True, kw_only=True)
class Lock:
    """The engine's lock on a stack."""

    path: Path
    stack: str
    pid: int
    host: str
    since: str

    @property
    def is_held(self) -> bool:
        """Whether its engine may still run; one on another machine may."""
        return self.host != socket.gethostname() or is_running(self.pid, ENGINE)


def locks(workspace: Workspace) -> list[Lock]:
    """Every lock in the backend; one that says nothing readable counts as left by the dead."""
    found = sorted(workspace.state.glob(".pulumi/locks/organization/*/*/*.json"))
    return [_read_lock(path) for path in found]


def break_stale_locks(workspace: Workspace) -> int:
    """Remove the locks of dead engines and count them; raises Problem naming a live one."""
    found = locks(workspace)
    for lock in found:
        if lock.is_held:
            raise Problem(
                where=lock.stack,
                problem=f"has been worked on by pulumi {lock.pid} ({lock.host}) since {lock.since}",
                fix="wait until it ends, or press Ctrl-C there",
            )
    for lock in found:
        lock.path.unlink(missing_ok=True)
    return len(found)


def _read_lock(path: Path) -> Lock:
    try:
        told = json.loads(path.read_bytes())
        pid, host, since = int(told["pid"]), str(told["hostname"]), str(told["timestamp"])
    except (ValueError, KeyError, TypeError):
        pid, host, since = 0, socket.gethostname(), "an unknown time"
    return Lock(path=path, stack=path.parent.name, pid=pid, host=host, since=since)
