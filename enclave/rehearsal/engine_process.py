"""The engine's own process: hermetic environment, one clean way to stop it."""

import os
import signal
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from pulumi.automation import CommandResult, OnOutput, PulumiCommand
from pulumi.automation.errors import create_command_error
from semver import VersionInfo

from enclave.rehearsal.inherited import without_cloud

STOP_SECONDS = 60.0  # a cancelled update first ends what it has begun


class EngineCommand(PulumiCommand):
    """Runs `pulumi` for the Automation API.

    It sees nothing of the user's cloud settings; Ctrl-C reaches it once, from here, and it is
    given time to write its state.
    """

    def __init__(self, *, pulumi: Path, version: str) -> None:
        # Not PulumiCommand's own: it would run `pulumi version` again, from PATH.
        self.command = str(pulumi)
        self.version = VersionInfo.parse(version.removeprefix("v"))

    def run(
        self,
        args: list[str],
        cwd: str,
        additional_env: Mapping[str, str],
        on_output: OnOutput | None = None,
        on_error: OnOutput | None = None,
    ) -> CommandResult:
        """Run `pulumi args`; raises a CommandError unless it exits with 0."""
        readers: list[_Reader] = []
        with subprocess.Popen(
            [self.command, "--non-interactive", *args],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=cwd,
            env={**without_cloud(os.environ), **additional_env, "PULUMI_AUTOMATION_API": "true"},
            encoding="utf-8",
            errors="replace",
            process_group=0,  # a terminal's Ctrl-C would reach it twice: a second one kills it
        ) as process:
            try:
                readers.append(_Reader(process.stdout, on_output))
                readers.append(_Reader(process.stderr, on_error))
                code = process.wait()
            except KeyboardInterrupt:
                _stop(process)
                raise
            finally:
                said = [reader.text() for reader in readers]
        result = CommandResult(stdout=said[0], stderr=said[1], code=code)
        if code:
            raise create_command_error(result)
        return result


def _stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()
        process.wait()


class _Reader:
    def __init__(self, stream: IO[str] | None, callback: OnOutput | None) -> None:
        self._lines: list[str] = []
        self._stream = stream
        self._callback = callback
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def text(self) -> str:
        """Everything said, once the stream has ended."""
        self._thread.join()
        return "\n".join(self._lines)

    def _read(self) -> None:
        if self._stream is None:
            return
        with self._stream as stream:
            for line in stream:
                self._lines.append(line.rstrip())
                if self._callback:
                    self._callback(line.rstrip())
