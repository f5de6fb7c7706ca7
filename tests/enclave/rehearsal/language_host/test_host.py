"""The language host as the engine meets it: a process of its own, spoken to by gRPC."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import language_pb2, language_pb2_grpc

pytestmark = pytest.mark.integration

EXECUTOR = """import json, os, sys
print("said by the program", flush=True)
print("complained", file=sys.stderr, flush=True)
exec(os.environ["PROGRAM"])
"""


@pytest.fixture
def host(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    executor = tmp_path / "executor.py"
    executor.write_text(EXECUTOR)
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "enclave.rehearsal.language_host",
            "--executor",
            str(executor),
            "--logtostderr",
            "127.0.0.1:1",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PROGRAM": getattr(request, "param", "")},
        text=True,
    ) as process:
        yield process
        process.kill()


@pytest.fixture
def engine(host: subprocess.Popen[str]) -> Iterator[language_pb2_grpc.LanguageRuntimeStub]:
    assert host.stdout is not None
    with grpc.insecure_channel(f"127.0.0.1:{int(host.stdout.readline())}") as channel:
        yield language_pb2_grpc.LanguageRuntimeStub(channel)


def run_request(folder: Path) -> language_pb2.RunRequest:
    info = language_pb2.ProgramInfo(program_directory=str(folder), entry_point=".")
    return language_pb2.RunRequest(info=info, config={"a:b": "c"})


def program(text: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("host", [text], indirect=True)


def test_no_plugin_is_asked_for(engine: language_pb2_grpc.LanguageRuntimeStub) -> None:
    assert not engine.GetRequiredPackages(language_pb2.GetRequiredPackagesRequest()).packages
    assert not engine.GetRequiredPlugins(language_pb2.GetRequiredPluginsRequest()).plugins


def test_it_tells_its_version_and_interpreter(
    engine: language_pb2_grpc.LanguageRuntimeStub,
) -> None:
    engine.Handshake(language_pb2.LanguageHandshakeRequest(engine_address="127.0.0.1:2"))
    assert engine.GetPluginInfo(empty_pb2.Empty()).version == "3.259.0"
    assert engine.About(language_pb2.AboutRequest()).executable == sys.executable


def test_what_the_program_says_reaches_the_engine(
    engine: language_pb2_grpc.LanguageRuntimeStub, host: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert engine.Run(run_request(tmp_path)) == language_pb2.RunResponse()
    host.send_signal(signal.SIGINT)
    said, complained = host.communicate()
    assert (said, complained) == ("said by the program\n", "complained\n")


@program("sys.exit(32)")
def test_a_message_already_shown_is_not_shown_again(
    engine: language_pb2_grpc.LanguageRuntimeStub, tmp_path: Path
) -> None:
    assert engine.Run(run_request(tmp_path)).bail


@program("assert json.loads(os.environ['PULUMI_CONFIG']) == {'a:b': 'c'}")
def test_the_program_sees_the_stacks_configuration(
    engine: language_pb2_grpc.LanguageRuntimeStub, tmp_path: Path
) -> None:
    assert engine.Run(run_request(tmp_path)).error == ""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_quietly_when_asked(
    engine: language_pb2_grpc.LanguageRuntimeStub,
    host: subprocess.Popen[str],
    number: signal.Signals,
) -> None:
    engine.GetPluginInfo(empty_pb2.Empty())
    host.send_signal(number)
    assert host.communicate() == ("", "")
    assert host.returncode == 0


def test_it_ends_when_the_engine_is_gone(
    engine: language_pb2_grpc.LanguageRuntimeStub, host: subprocess.Popen[str]
) -> None:
    engine.GetPluginInfo(empty_pb2.Empty())
    assert host.stdin is not None
    host.stdin.close()
    assert host.wait(timeout=20) == 0


@program("import signal; print(os.getpid(), flush=True); signal.pause()")
@pytest.mark.parametrize("how", ["cancel", "engine gone"])
def test_no_program_outlives_it(
    engine: language_pb2_grpc.LanguageRuntimeStub,
    host: subprocess.Popen[str],
    tmp_path: Path,
    how: str,
) -> None:
    answered = engine.Run.future(run_request(tmp_path))
    assert host.stdout is not None
    assert host.stdout.readline() == "said by the program\n"
    child = os.pidfd_open(int(host.stdout.readline()))
    if how == "cancel":
        engine.Cancel(empty_pb2.Empty())
        assert answered.result(timeout=20).error == "the program was ended by signal 15"
    else:
        assert host.stdin is not None
        host.stdin.close()
        assert host.wait(timeout=20) == 0
    assert select.select([child], [], [], 20)[0], "the program still runs"
    os.close(child)
