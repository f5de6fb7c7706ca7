"""What `scripts/bootstrap.sh` says on a machine that cannot make the environment."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "bootstrap.sh"
PYTHON = (
    'case "$*" in *version_info*) exit {old} ;; *ensurepip*) exit 1 ;; -V) echo {version} ;; esac'
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout on a machine with a shell, and a user who is not root."""
    for folder in ("bin", "scripts", ".venv"):
        (tmp_path / folder).mkdir()
    shutil.copy(SCRIPT, tmp_path / "scripts")
    for name in ("bash", "dirname", "rm", "touch"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or name)
    put(tmp_path, "id", "echo 1000")
    return tmp_path


def put(checkout: Path, name: str, script: str) -> None:
    path = checkout / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def bootstrap(checkout: Path, what: str = "kit") -> tuple[int, str]:
    result = subprocess.run(
        [checkout / "scripts" / "bootstrap.sh", what],
        env={"PATH": str(checkout / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.returncode, result.stderr.replace(f"{checkout}/", "")


def test_no_python(checkout: Path) -> None:
    assert bootstrap(checkout) == (2, "Python is not on PATH. Fix: apt-get install python3.\n")


def test_an_old_python(checkout: Path) -> None:
    put(checkout, "python3", PYTHON.format(old=1, version="Python 3.9.2"))

    assert bootstrap(checkout) == (
        2,
        "bin/python3 is Python 3.9.2, not 3.11 to 3.13. Fix: put such a Python on PATH, first.\n",
    )


def test_a_python_without_environments_gives_the_line_to_type(checkout: Path) -> None:
    put(checkout, "python3", PYTHON.format(old=0, version="Python 3.11.2"))

    assert bootstrap(checkout) == (
        2,
        "bin/python3 cannot make environments. Fix: sudo apt-get install python3-venv.\n",
    )


def test_what_fails_leaves_no_stamp(checkout: Path) -> None:
    put(checkout, "python3", 'case "$*" in *venv*--clear*) exit 3 ;; esac')
    (checkout / ".venv" / "installed").touch()

    code, _ = bootstrap(checkout)

    assert code == 3
    assert not (checkout / ".venv" / "installed").exists()


def test_a_machine_without_node_is_told_what_the_tests_need(checkout: Path) -> None:
    put(checkout, "python3", 'case "$*" in *venv*--clear*) exit 3 ;; esac')

    problem = "node and npm are not on PATH, and a judge of the tests runs on them."
    fix = "Fix: sudo apt-get install nodejs npm."
    assert bootstrap(checkout, "dev") == (3, f"{problem} {fix}\n")


def test_a_machine_with_node_is_told_nothing(checkout: Path) -> None:
    put(checkout, "python3", 'case "$*" in *venv*--clear*) exit 3 ;; esac')
    put(checkout, "node", "")
    put(checkout, "npm", "")

    assert bootstrap(checkout, "dev") == (3, "")
