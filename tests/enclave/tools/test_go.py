"""The Go compiler, and how it is asked to build."""

from pathlib import Path

import pytest

from enclave.tools.go import Compiler, compiler, environment, needed_version
from enclave.tools.versions import Version
from tests.enclave.tools.conftest import Machine


def test_the_go_on_path_tells_its_version(machine: Machine) -> None:
    machine.put_go("go1.27.1")

    assert compiler() == Compiler(path=machine.bin / "go", version=Version(1, 27, 1))


@pytest.mark.parametrize("script", ["exit 1", "echo devel", "exec /nowhere/go"])
def test_a_go_that_does_not_work_is_none(machine: Machine, script: str) -> None:
    machine.put("go", script)

    assert compiler() is None


def test_the_go_line_is_the_oldest_go_that_will_do(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module example/x\n\ngo 1.26.3\n")

    assert needed_version(tmp_path) == Version(1, 26, 3)


@pytest.mark.parametrize("name", ["GOOS", "GOARCH", "GOEXPERIMENT", "GOINSECURE", "GONOSUMCHECK"])
def test_settings_that_would_change_the_program_are_dropped(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "plan9")

    assert name not in environment()


def test_flags_of_the_user_cannot_loosen_the_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOFLAGS", "-mod=mod -insecure")
    monkeypatch.setenv("GOWORK", "/home/ada/go.work")

    assert environment()["GOFLAGS"] == "-mod=readonly"
    assert environment()["GOWORK"] == "off"


def test_where_modules_come_from_is_the_users_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOPROXY", "https://mirror.example")

    assert environment()["GOPROXY"] == "https://mirror.example"
