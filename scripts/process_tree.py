"""Watch a command and everything it starts: wall time, and the peak of their memory together."""

import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

SAMPLE_SECONDS = 0.1


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a command took: seconds of wall time, bytes of proportional memory at the peak."""

    exit_code: int
    seconds: float
    peak_bytes: int
    output: str


def watch(command: Sequence[str], *, cwd: Path, environment: Mapping[str, str]) -> Run:
    """Run a command to its end; a process that it leaves behind still counts while it runs."""
    started = time.monotonic()
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as output,
        subprocess.Popen(
            command, cwd=cwd, env=dict(environment), stdout=output, stderr=subprocess.STDOUT
        ) as process,
    ):
        family, peak = {psutil.Process(process.pid)}, 0
        while process.poll() is None:
            family |= _children(family)
            peak = max(peak, sum(_memory(member) for member in family))
            time.sleep(SAMPLE_SECONDS)
        seconds = time.monotonic() - started
        output.seek(0)
        return Run(
            exit_code=process.returncode, seconds=seconds, peak_bytes=peak, output=output.read()
        )


def _children(family: set[psutil.Process]) -> set[psutil.Process]:
    found: set[psutil.Process] = set()
    for member in family:
        with suppress(psutil.NoSuchProcess):
            found.update(member.children())
    return found


def _memory(process: psutil.Process) -> int:
    """Proportional set size: a shared page counts once over all that share it."""
    with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        return int(process.memory_full_info().pss)
    return 0
