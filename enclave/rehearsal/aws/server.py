"""Starts and stops the moto process that answers for AWS."""

import contextlib
import errno
import importlib.util
import os
import select
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from enclave.problems import Problem
from enclave.rehearsal.aws.identity import HOST, STATE_FILE, Server, boot_id, start_ticks
from enclave.rehearsal.inherited import without_cloud

__all__ = ["Server", "is_alive", "running", "start", "stop"]

START_SECONDS = 60.0
ANSWER_SECONDS = 5.0
END_SECONDS = 10.0
ERRORS_FILE = "moto.err"
LISTENING = "0A"  # state column of /proc/net/tcp


def start(*, folder: Path, port: int | None, account: str) -> Server:
    """Return the moto server of `folder`: the one that runs already, else a new, detached one.

    Binds 127.0.0.1 only; `port` None lets the kernel choose. Requests whose credentials say nothing
    else belong to `account`. Log: `moto.log` in the folder, at most two files of 2 MB.
    Raises Problem when the port is taken, moto is not installed or it does not come up.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    found = running(folder)
    if found is not None:
        return _as_asked(found, port=port, account=account)
    if importlib.util.find_spec("moto") is None:
        raise Problem(
            where="enclave rehearsal",
            problem="moto is not installed",
            fix="install the kit with its extra: sovereign-enclave[rehearsal]",
        )
    _refuse_used_port(port)
    return _launch(folder=folder, port=port or 0, account=account)


def running(folder: Path) -> Server | None:
    """Return the server that `folder` knows of, if it still runs and answers."""
    try:
        server = Server.from_json((folder / STATE_FILE).read_text())
    except FileNotFoundError:
        return None
    return server if is_alive(server) else None


def is_alive(server: Server) -> bool:
    """Say whether this very process still runs, since the same boot, and answers as moto."""
    return _is_same_process(server) and _answers_as_moto(server)


def stop(server: Server) -> None:
    """End exactly that process and wait for its end; already gone is fine."""
    if _is_same_process(server):
        _end(server)
    (server.folder / STATE_FILE).unlink(missing_ok=True)


def _as_asked(found: Server, *, port: int | None, account: str) -> Server:
    if port in (None, found.port) and account == found.account:
        return found
    raise Problem(
        where=str(found.folder / STATE_FILE),
        problem=f"moto already runs at {found.url} for account {found.account}",
        fix="stop that rehearsal first, or ask for the same port and account",
    )


def _launch(*, folder: Path, port: int, account: str) -> Server:
    program = [sys.executable, "-m", "enclave.rehearsal.aws.serve"]
    arguments = ["--folder", str(folder), "--port", str(port), "--account", account]
    with (folder / ERRORS_FILE).open("wb") as errors:
        child = subprocess.Popen(
            program + arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=_environment(),
        )
    with child:
        said = _first_words(child)
    if said:
        return Server.from_json(said)
    _refuse_used_port(port or None)
    raise Problem(
        where=str(folder / ERRORS_FILE),
        problem=f"moto did not start: {_last_line(folder / ERRORS_FILE)}",
        fix="read that file; free memory or disk space, then start the rehearsal again",
    )


def _first_words(child: "subprocess.Popen[bytes]") -> str:
    """Return what the server says of itself, or nothing if it ends or takes too long."""
    if child.stdout is None or not select.select([child.stdout], [], [], START_SECONDS)[0]:
        return ""
    return os.read(child.stdout.fileno(), 4096).decode()


def _environment() -> dict[str, str]:
    """The caller's environment without its cloud settings and those of moto."""
    kept = without_cloud(os.environ)
    return {name: value for name, value in kept.items() if not name.startswith("MOTO_")} | {
        "AWS_EC2_METADATA_DISABLED": "true",
        "MOTO_EC2_LOAD_DEFAULT_AMIS": "false",  # nothing here starts an instance from them
        "MOTO_DISABLE_GLOBAL_CORS": "true",  # no web page has business with the rehearsal
    }


def _last_line(path: Path) -> str:
    lines = path.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"no answer in {START_SECONDS:.0f} s"


def _is_same_process(server: Server) -> bool:
    return server.boot_id == boot_id() and start_ticks(server.pid) == server.start_ticks


def _answers_as_moto(server: Server) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{server.url}/moto-api/config", timeout=ANSWER_SECONDS) as answer:
            return b"use_docker" in answer.read()
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def _end(server: Server) -> None:
    try:
        process = os.pidfd_open(server.pid)
    except ProcessLookupError:
        return
    try:
        if not _is_same_process(server):  # it ended, and its id was reused, before we held it
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            signal.pidfd_send_signal(process, number)
            if select.select([process], [], [], END_SECONDS)[0]:
                return
    except ProcessLookupError:
        return
    finally:
        os.close(process)


def _refuse_used_port(port: int | None) -> None:
    if port is None or not _is_used(port):
        return
    owner = _owner_of(port)
    told = f" (pid {owner})" if owner else ""
    raise Problem(
        where=f"{HOST}:{port}",
        problem=f"is in use{told}",
        fix="stop that process or choose another port",
    )


def _is_used(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return True
            raise
    return False


def _owner_of(port: int) -> int | None:
    """Return the process that listens on the port, if this user may see it."""
    inodes = {
        columns[9]
        for columns in map(str.split, Path("/proc/net/tcp").read_text().splitlines()[1:])
        if columns[3] == LISTENING and int(columns[1].rpartition(":")[2], 16) == port
    }
    links = {f"socket:[{inode}]" for inode in inodes}
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):
            if str(descriptor.readlink()) in links:
                return int(descriptor.parts[2])
    return None
