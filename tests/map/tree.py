"""The tree as git sees it: what is tracked, and what would be."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files() -> tuple[Path, ...]:
    """Paths, relative to the root, of every file that git tracks or would track."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = (Path(name) for name in listed.decode().split("\0") if name)
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


def under(folder: str, suffix: str = "") -> tuple[Path, ...]:
    """The files below a folder, by the end of their name."""
    return tuple(p for p in files() if p.is_relative_to(folder) and p.name.endswith(suffix))


def text(path: Path | str) -> str:
    """The content of a file of the tree."""
    return (ROOT / path).read_text(encoding="utf-8")
