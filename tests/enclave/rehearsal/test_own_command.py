from pathlib import Path

import pytest

from enclave.rehearsal import own_command


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "project" / ".venv" / "bin" / "enclave"
    made.parent.mkdir(parents=True)
    made.touch(mode=0o755)
    monkeypatch.setattr(own_command, "scripts", lambda: made.parent)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.chdir(tmp_path / "project")
    return made


def test_on_the_path_its_name_is_enough(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(script.parent))
    assert own_command.as_typed() == "enclave"


@pytest.mark.usefixtures("script")
def test_below_the_working_folder_its_path_is_short() -> None:
    assert own_command.as_typed() == ".venv/bin/enclave"


def test_elsewhere_its_path_is_whole(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert own_command.as_typed() == str(script)


def test_another_of_that_name_on_the_path_is_not_meant(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "enclave"
    other.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert own_command.as_typed() == ".venv/bin/enclave"
    assert not other.samefile(script)
