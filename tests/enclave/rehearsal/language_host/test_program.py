import json
import subprocess
import sys
from pathlib import Path

import pytest
from pulumi.runtime.proto import language_pb2

from enclave.rehearsal.language_host import program

EXECUTOR = Path("/opt/tools/pulumi-language-python-exec")


def make_request(tmp_path: Path, **overrides: object) -> language_pb2.RunRequest:
    info = language_pb2.ProgramInfo(
        root_directory=str(tmp_path), program_directory=str(tmp_path), entry_point="."
    )
    usual = {"project": "enclave", "stack": "a", "monitor_address": "127.0.0.1:1", "info": info}
    return language_pb2.RunRequest(**(usual | overrides))  # type: ignore[arg-type]


def test_the_program_runs_with_this_interpreter_as_the_sdk_expects(tmp_path: Path) -> None:
    request = make_request(tmp_path, dryRun=True, parallel=8, organization="organization")
    assert program.command(request, executor=EXECUTOR, engine="127.0.0.1:2") == [
        *(sys.executable, "-u", str(EXECUTOR)),
        *("--monitor", "127.0.0.1:1", "--engine", "127.0.0.1:2"),
        *("--project", "enclave", "--stack", "a", "--pwd", str(tmp_path)),
        *("--dry_run", "true", "--parallel", "8", "--organization", "organization"),
        *("--root_directory", str(tmp_path), "."),
    ]


def test_configuration_and_its_secret_keys_reach_the_program(tmp_path: Path) -> None:
    request = make_request(tmp_path, config={"a:b": "c"}, configSecretKeys=["a:b"])
    given = program.environment(request, {"HOME": "/home/user"})
    assert given["HOME"] == "/home/user"
    assert json.loads(given["PULUMI_CONFIG"]) == {"a:b": "c"}
    assert json.loads(given["PULUMI_CONFIG_SECRET_KEYS"]) == ["a:b"]


@pytest.mark.parametrize(
    ("code", "error", "bail"),
    [
        (0, "", False),
        (32, "", True),
        (3, "the program ended with exit code 3", False),
        (-9, "the program was ended by signal 9", False),
    ],
)
def test_the_engine_is_told_how_the_program_ended(code: int, error: str, *, bail: bool) -> None:
    answer = program.answer(code)
    assert (answer.error, answer.bail) == (error, bail)


@pytest.mark.parametrize("ignore", ["pass", "signal.signal(signal.SIGTERM, signal.SIG_IGN)"])
def test_a_program_is_ended_even_if_it_will_not_listen(
    ignore: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "END_SECONDS", 0.2)
    text = f"import signal, sys; {ignore}; print(flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", text], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        program.end(process)
        assert process.returncode is not None
        assert process.returncode < 0
