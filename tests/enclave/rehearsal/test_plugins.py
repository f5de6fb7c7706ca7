import subprocess
import sys
from pathlib import Path

import pytest

from enclave.rehearsal import plugins
from enclave.rehearsal.plugins import Plugin, Plugins
from enclave.rehearsal.workspace import Workspace

PULUMI = Path("/opt/tools/pulumi")
STAND_INS = Plugins(
    language=Plugin(name="Python language host", official=None),
    aws=Plugin(name="AWS provider", official=None),
)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any official plugin, and the folder of its engine."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    folder = tmp_path / "tools"
    folder.mkdir()
    return folder


def make_program(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o755)


def test_without_official_plugins_both_are_stand_ins(tools: Path) -> None:
    assert plugins.choose(tools / "pulumi") == STAND_INS
    assert STAND_INS.stand_ins == ("Python language host", "AWS provider")


def test_a_language_host_beside_the_engine_is_used(tools: Path) -> None:
    make_program(tools / "pulumi-language-python")
    chosen = plugins.choose(tools / "pulumi")
    assert chosen.language.official == tools
    assert chosen.stand_ins == ("AWS provider",)


def test_a_language_host_on_path_is_used(tools: Path, tmp_path: Path) -> None:
    make_program(tmp_path / "bin" / "pulumi-language-python")
    assert plugins.choose(tools / "pulumi").language.official == tmp_path / "bin"


def test_an_installed_aws_provider_of_the_tested_version_is_used(
    tools: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "home/.pulumi/plugins/resource-aws-v7.51.1"
    make_program(folder / "pulumi-resource-aws")
    assert plugins.choose(tools / "pulumi").aws.official == folder


def test_an_aws_provider_of_another_version_is_not_used(tools: Path, tmp_path: Path) -> None:
    make_program(tmp_path / "home/.pulumi/plugins/resource-aws-v6.0.0/pulumi-resource-aws")
    assert plugins.choose(tools / "pulumi").aws.official is None


def test_a_starter_runs_this_interpreter_with_this_kit(
    workspace: Workspace, tmp_path: Path
) -> None:
    plugins.install(workspace, STAND_INS, pulumi=PULUMI)
    starter = workspace.bin / "pulumi-language-python"
    said = subprocess.run(
        [starter, "--help"], cwd=tmp_path, env={}, capture_output=True, text=True, check=True
    )
    assert "--executor" in said.stdout
    assert sys.executable in starter.read_text()


def test_an_official_plugin_gets_no_starter(workspace: Workspace) -> None:
    official = Plugins(language=STAND_INS.language, aws=Plugin(name="AWS", official=Path("/p")))
    plugins.install(workspace, official, pulumi=PULUMI)
    assert [path.name for path in workspace.bin.iterdir()] == ["pulumi-language-python"]
