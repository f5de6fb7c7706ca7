"""README stays true: its paths exist, its commands parse, its help is the real one."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from enclave.cli import parser
from tests.map.tree import ROOT, files, text

README = text("README.md")
FENCES = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line.split("#")[0].strip() for block in FENCES for line in block.splitlines() if line.strip()
]
MAKEFILE = text("Makefile")


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README)
    assert targets
    assert [t for t in targets if not (ROOT / t).exists()] == []


def test_paths_in_the_map_exist() -> None:
    block = re.search(r"## The map\n+```text\n(.*?)```", README, re.DOTALL)
    assert block
    paths = [line.split()[0] for line in block[1].splitlines() if line and not line.startswith(" ")]
    assert paths
    assert [p for p in paths if not (ROOT / p).exists()] == []


def test_commands_are_there() -> None:
    assert {"make up", "make test"} <= set(COMMANDS)


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("make ")])
def test_make_targets_exist(command: str) -> None:
    assert re.search(rf"^{command.split()[1]}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("enclave ")])
def test_commands_parse(command: str) -> None:
    assert parser().parse_args(shlex.split(command)[1:]).run


FOLDERS = sorted(
    {p.parts[0] for p in files() if len(p.parts) > 1 and not p.parts[0].startswith(".")}
)


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_top_level_folder_opens_with_a_readme(folder: str) -> None:
    assert 0 < len(text(f"{folder}/README.md").splitlines()) <= 40


RUN = [c for c in COMMANDS if c.startswith("enclave ") and not c.startswith("enclave rehearse")]


@pytest.mark.integration
@pytest.mark.parametrize("command", RUN)
def test_commands_run(command: str, tmp_path: Path) -> None:
    for name in ("enclave.yaml", "artefacts.lock"):
        shutil.copy(ROOT / name, tmp_path)
    words = [sys.executable, "-m", "enclave", *shlex.split(command)[1:]]
    if "validate" in words:
        words += ["--date", "2026-11-24"]  # dated facts go out of date, README does not
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
