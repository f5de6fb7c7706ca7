"""As users have it: the wheel in an environment elsewhere, a new project, and it stands.

Two environments: `make test` lends the wheel this checkout's third parties, `make test-slow`
installs them too, from the hashed lock, into an empty one.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from enclave import tools
from enclave.rehearsal.processes import end, with_arguments, with_variable
from tests.map.tree import ROOT

pytestmark = pytest.mark.integration
UV = Path(sysconfig.get_path("scripts")) / "uv"
WHERE = "import enclave, enclave.stacks, sys; print(enclave.__file__, 'stacks' in sys.modules)"


@dataclass(frozen=True, kw_only=True)
class Installed:
    """An environment with the kit, and a home of its own for everything that is written."""

    folder: Path
    environment: Mapping[str, str]

    def run(self, *command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a command of the environment to its end; one that crashes fails the test."""
        program = str(self.folder / "bin" / command[0])
        done = subprocess.run(
            [program, *command[1:]],
            cwd=cwd,
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done


def installed(home: Path, wheel: Path, *, third_parties: Callable[[Path], None]) -> Installed:
    """Make the environment; tools come from the cache of whoever runs the tests."""
    folder = home / "environment"
    venv.create(folder, with_pip=False, symlinks=True)
    third_parties(folder)
    _uv(["pip", "install", "--no-deps", "--no-index", str(wheel)], folder)
    pulumi = tools.start(("pulumi",)).wait()["pulumi"]
    path = (str(folder / "bin"), str(pulumi.path.parent), os.defpath)
    cache = home / "cache"
    cache.mkdir()
    environment = {"PATH": os.pathsep.join(path), "HOME": str(home), "XDG_CACHE_HOME": str(cache)}
    return Installed(folder=folder, environment=environment)


def lent(folder: Path) -> None:
    """Let it see what is installed beside this checkout, but not the checkout itself."""
    ours = Path(sysconfig.get_path("purelib"))
    theirs = next(folder.glob("lib/python*/site-packages"))
    (theirs / "lent.pth").write_text(f"{ours}\n")


def locked(folder: Path) -> None:
    """Install the lock, with hashes, from wherever this machine gets its packages."""
    _uv(["pip", "sync", "--require-hashes", str(ROOT / "requirements/kit.txt")], folder)


def _uv(arguments: Sequence[str], folder: Path) -> None:
    environment = {**os.environ, "VIRTUAL_ENV": str(folder), "UV_SYSTEM_CERTS": "true"}
    asked = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    index = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    if index:  # uv does not read pip's settings
        environment.setdefault("UV_DEFAULT_INDEX", index)
    done = subprocess.run(
        [str(UV), *arguments, "--quiet"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def end_what_runs(kit: Installed) -> None:
    """Leave nothing behind where a test failed half way."""
    rehearsals = Path(kit.environment["XDG_CACHE_HOME"]) / "sovereign-enclave" / "rehearsals"
    for workspace in rehearsals.glob("enclave-*"):
        end(with_variable("ENCLAVE_REHEARSED_IN", str(workspace)))
        end(with_arguments(("--folder", str((workspace / "moto").resolve()))))


def stands(kit: Installed, home: Path) -> None:
    """Everything that README promises of a project of one's own."""
    shop = home / "shop"
    where = kit.run("python", "-W", "ignore", "-c", WHERE, cwd=home)
    assert (
        where.stdout
        == f"{next(kit.folder.glob('lib/python*'))}/site-packages/enclave/__init__.py False\n"
    )
    made = kit.run("enclave", "new", "shop", "--site", "paris", "--region", "eu-west-3", cwd=home)
    assert made.returncode == 0, made.stderr
    for command in (
        ["validate", "--date", "2026-11-24"],
        ["flows"],
        ["derive", "--out", "derived"],
    ):
        done = kit.run("enclave", *command, cwd=shop)
        assert done.returncode == 0, done.stdout + done.stderr
    shutil.rmtree(shop / "derived")
    try:
        up = kit.run("enclave", "rehearse", "up", cwd=shop)
        assert up.returncode == 0, up.stdout + up.stderr
        assert "Example Shop: paris, rehearsed on this machine, no cloud account" in up.stdout
        preview = 'eval "$(enclave rehearse env)" && pulumi preview --expect-no-changes'
        seen = subprocess.run(
            ["/bin/sh", "-c", preview],
            cwd=shop,
            env=dict(kit.environment),
            capture_output=True,
            text=True,
            check=False,
        )
        assert seen.returncode == 0, seen.stdout + seen.stderr
        assert kit.run("enclave", "rehearse", "down", cwd=shop).returncode == 0
    finally:
        end_what_runs(kit)
    assert sorted(str(p.relative_to(shop)) for p in shop.rglob("*") if p.is_file()) == [
        ".ci/run",
        "Pulumi.paris-cloud.yaml",
        "Pulumi.yaml",
        "__main__.py",
        "enclave.yaml",
    ]


def test_a_new_project_stands_up_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    stands(installed(tmp_path, wheel, third_parties=lent), tmp_path)


@pytest.mark.slow
def test_a_new_project_stands_up_from_the_wheel_and_the_lock_alone(
    wheel: Path, tmp_path: Path
) -> None:
    stands(installed(tmp_path, wheel, third_parties=locked), tmp_path)
