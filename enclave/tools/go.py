"""The Go compiler, and how it is asked to build: only from pinned, verified modules."""

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from enclave.tools.versions import Version

# Of the user's own Go settings these would change what is built, or leave the pins.
_DROPPED = ("GOOS", "GOARCH", "GOEXPERIMENT", "GOINSECURE", "GONOSUMCHECK")
_FIXED = {
    "CGO_ENABLED": "0",
    "GO111MODULE": "on",
    "GOFLAGS": "-mod=readonly",
    "GOTOOLCHAIN": "local",
    "GOWORK": "off",
}
_GO_LINE = re.compile(r"^go (\S+)$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Compiler:
    """A Go that answered."""

    path: Path
    version: Version


def compiler() -> Compiler | None:
    """The Go on PATH, None if there is none or it does not work."""
    found = shutil.which("go")
    if found is None:
        return None
    try:
        answer = subprocess.run(
            [found, "env", "GOVERSION"],
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            text=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    version = Version.find(answer.stdout)
    return None if version is None else Compiler(path=Path(found), version=version)


def needed_version(family: Path) -> Version:
    """The oldest Go that the family's go.mod accepts: its `go` line."""
    line = _GO_LINE.search((family / "go.mod").read_text(encoding="utf-8"))
    version = Version.find(line[1]) if line else None
    if version is None:
        message = f"{family / 'go.mod'} has no go line"
        raise ValueError(message)
    return version


def environment() -> Mapping[str, str]:
    """The environment of every Go command: what is built depends on the pins alone.

    Checksums stay on: go.sum pins every module, and -mod=readonly lets Go add or change none.
    """
    kept = {key: value for key, value in os.environ.items() if key not in _DROPPED}
    return {**kept, **_FIXED}


class Commands:
    """Runs commands one at a time, and lets another thread stop the one that runs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: subprocess.Popen[str] | None = None
        self.stopped = threading.Event()

    def run(
        self,
        command: Sequence[str | Path],
        *,
        folder: Path,
        keep: int,
        heard: Callable[[str], None],
    ) -> int:
        """Run `command` in `folder` to its end and return its exit code.

        `heard` gets every line of output; the command keeps descriptor `keep` open while it lives.
        """
        with self._lock:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment(),
                pass_fds=(keep,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
            )
            self._running = process
            if self.stopped.is_set():
                process.terminate()
        with process:
            for line in process.stdout or ():
                heard(line.rstrip("\n"))
        return process.returncode

    def stop(self) -> None:
        """End the command that runs, and every one that would follow."""
        with self._lock:
            self.stopped.set()
            if self._running is not None:
                self._running.terminate()
