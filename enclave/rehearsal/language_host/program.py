"""The Python process that runs a Pulumi program."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from pulumi.runtime.proto import language_pb2

MESSAGE_ALREADY_SHOWN = 32  # exit code of pulumi-language-python-exec
END_SECONDS = 2.0


def command(request: language_pb2.RunRequest, *, executor: Path, engine: str) -> list[str]:
    """Arguments that start the program of a run request with this interpreter."""
    info = request.info
    options = {
        "monitor": request.monitor_address,
        "engine": engine,
        "project": request.project,
        "stack": request.stack,
        "pwd": info.program_directory,
        "dry_run": str(request.dryRun).lower(),
        "parallel": str(request.parallel),
        "organization": request.organization,
        "root_directory": info.root_directory,
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    return [sys.executable, "-u", str(executor), *flags, info.entry_point, *request.args]


def environment(request: language_pb2.RunRequest, inherited: Mapping[str, str]) -> dict[str, str]:
    """Inherited environment plus the stack's configuration, as the Python SDK reads it."""
    return {
        **inherited,
        "PULUMI_CONFIG": json.dumps(dict(request.config)),
        "PULUMI_CONFIG_SECRET_KEYS": json.dumps(list(request.configSecretKeys)),
    }


def start(
    request: language_pb2.RunRequest, *, executor: Path, engine: str
) -> subprocess.Popen[bytes]:
    """Start the program; its output goes where ours goes, which the engine shows to the user."""
    return subprocess.Popen(
        command(request, executor=executor, engine=engine),
        env=environment(request, os.environ),
        cwd=request.info.program_directory,
        stdin=subprocess.DEVNULL,
    )


def answer(code: int) -> language_pb2.RunResponse:
    """Return what the engine is told about an ended program."""
    if code == MESSAGE_ALREADY_SHOWN:
        return language_pb2.RunResponse(bail=True)
    if code < 0:
        return language_pb2.RunResponse(error=f"the program was ended by signal {-code}")
    if code:
        return language_pb2.RunResponse(error=f"the program ended with exit code {code}")
    return language_pb2.RunResponse()


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a program to end, and insist after `END_SECONDS`."""
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
