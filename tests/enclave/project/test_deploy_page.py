"""docs/deploy.md: every block says where it runs, and those that run here do, in order."""

import re
import subprocess
from pathlib import Path

import pytest

from enclave.cli import parser
from tests.enclave.project.test_installed import end_what_runs, installed, lent
from tests.map.tree import ROOT, text

PAGE = text("docs/deploy.md")
BLOCK = re.compile(r"([^\n]*)\n\n```sh\n(.*?)```", re.DOTALL)
HERE, REAL = "Here", "Needs a real account"
BLOCKS = [(said, block) for said, block in BLOCK.findall(PAGE)]


def runs_here(said: str) -> bool:
    """By the last sentence before a block."""
    return bool(re.search(rf"(^|\. ){HERE}(,[^.]*)?:$", said))


def needs_account(said: str) -> bool:
    return bool(re.search(rf"(^|\. ){REAL}( \([^)]*\))?:$", said))


def test_every_block_says_where_it_runs() -> None:
    assert len(BLOCKS) == PAGE.count("```sh")
    assert [said for said, _ in BLOCKS if runs_here(said) is needs_account(said)] == []
    assert sum(runs_here(said) for said, _ in BLOCKS) >= 5


@pytest.mark.parametrize(
    "command", sorted(set(re.findall(r"^enclave [^|\n]*", PAGE, re.MULTILINE)))
)
def test_every_command_of_ours_parses(command: str) -> None:
    assert parser().parse_args(command.split()[1:]).run


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", PAGE)
    assert targets
    assert [each for each in targets if not (ROOT / "docs" / each).exists()] == []


@pytest.mark.integration
def test_what_runs_here_runs_in_this_order(wheel: Path, tmp_path: Path) -> None:
    kit = installed(tmp_path, wheel, third_parties=lent)
    script = "".join(block for said, block in BLOCKS if runs_here(said))
    try:
        done = subprocess.run(
            ["/bin/bash", "-euxo", "pipefail", "-c", script],
            cwd=tmp_path,
            env=dict(kit.environment),
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        end_what_runs(kit)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\n0 changed\n" in done.stderr
    assert "one-way doors" in done.stdout
