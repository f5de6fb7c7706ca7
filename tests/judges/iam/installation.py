"""The simulator's package, installed from its lock into the user's cache, never into the tree."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from enclave.problems import Problem
from enclave.tools.cache import cache_dir

HERE = Path(__file__).parent
OLDEST_NODE = 18  # Debian 12's own; iam-simulate 0.1.173 runs on it
_LOCKED = ("package.json", "package-lock.json", ".npmrc")
_FIX = "apt-get install nodejs npm"


def node() -> str:
    """The Node program of this machine. Raises Problem where there is none, or an older one."""
    found = shutil.which("node")
    if found is None:
        raise Problem(where="node", problem="is not on PATH, and the judge runs on it", fix=_FIX)
    version = _output([found, "--version"])
    number = re.match(r"v(\d+)\.", version)
    if number is None or int(number[1]) < OLDEST_NODE:
        problem = f"is {version}, and the judge needs {OLDEST_NODE} or newer"
        raise Problem(where=found, problem=problem, fix=_FIX)
    return found


def package_folder() -> Path:
    """Folder whose `node_modules` holds the locked packages; installed on first use.

    Raises Problem where npm is missing or cannot have them as the lock describes them.
    """
    folder = cache_dir() / "judges" / f"iam-{_digest()}"
    if not folder.is_dir():
        _install(folder)
    return folder


def _digest() -> str:
    return hashlib.sha256(b"".join((HERE / name).read_bytes() for name in _LOCKED)).hexdigest()[:16]


def _install(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise Problem(where="npm", problem="is not on PATH, and installs the judge", fix=_FIX)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as made:
        for name in _LOCKED:
            shutil.copy(HERE / name, made)
        _output([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=Path(made))
        _put_in_place(Path(made), folder)


def _put_in_place(made: Path, folder: Path) -> None:
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():  # not the one that another test run put there meanwhile
            raise
    else:
        made.mkdir()  # what the caller cleans up


def _output(command: list[str], cwd: Path | None = None) -> str:
    environment = os.environ | {"npm_config_update_notifier": "false"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise Problem(
            where=" ".join(command[:2]),
            problem=f"ended with {done.returncode}: {last[0] if last else 'no message'}",
            fix="let npm reach a registry, or the mirror named in its settings",
        )
    return done.stdout.strip()
