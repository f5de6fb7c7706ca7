"""What this machine has of what the kit needs, where, and which would be used."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from enclave.tools import faults
from enclave.tools.cache import cache_dir
from enclave.tools.family import family_folder
from enclave.tools.go import Compiler, compiler, needed_version
from enclave.tools.search import Candidate, candidates
from enclave.tools.table import RECIPES, Recipe
from enclave.tools.versions import Range, Version

PYTHON = Range(start=Version(3, 11), stop=Version(3, 14))  # as pyproject.toml says
_ANSWER_SECONDS = 10


class Verdict(StrEnum):
    """What the kit does with what was found."""

    USED = "used"
    SPARE = "not needed"
    REFUSED = "refused"
    BUILDABLE = "built when first needed"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that was looked for, and one place where it was or was not."""

    name: str
    needed: str
    version: str
    place: str
    verdict: Verdict
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """Everything that was looked for; `fixes` is empty if all of it is there or can be built."""

    entries: tuple[Entry, ...]
    cache: Path
    free_bytes: int
    fixes: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """A form for machines, paths as text."""
        return {**asdict(self), "cache": str(self.cache), "healthy": not self.fixes}


def diagnose() -> Diagnosis:
    """Look, without building or changing anything."""
    go = compiler()
    entries: list[Entry] = []
    fixes: list[str] = []
    for recipe in RECIPES.values():
        found = candidates(recipe)
        entries.extend(_tool_entries(recipe, found, go))
        if entries[-1].verdict is Verdict.MISSING:
            seen = [str(candidate) for candidate in found]
            fixes.append(str(faults.no_compiler(recipe, go, _needed(recipe), seen)))
    building = any(entry.verdict is Verdict.BUILDABLE for entry in entries)
    entries.extend((_python(), _go(go, building=building), _optional("git"), _optional("make")))
    if entries[-4].verdict is Verdict.REFUSED:
        fixes.append(f"python is {_running()}. Fix: make the environment with Python {PYTHON}.")
    cache = cache_dir()
    return Diagnosis(
        entries=tuple(entries), cache=cache, free_bytes=_free(cache), fixes=tuple(fixes)
    )


def _tool_entries(
    recipe: Recipe, found: tuple[Candidate, ...], go: Compiler | None
) -> Iterator[Entry]:
    used = next((candidate for candidate in found if candidate.refusal is None), None)
    for candidate in found:
        verdict = Verdict.USED if candidate is used else Verdict.SPARE
        yield Entry(
            name=recipe.name,
            needed=str(recipe.tested),
            version=str(candidate.version or "?"),
            place=str(candidate.path),
            verdict=Verdict.REFUSED if candidate.refusal else verdict,
            why=candidate.refusal or "",
        )
    if used is None:
        buildable = go is not None and go.version >= _needed(recipe)
        yield Entry(
            name=recipe.name,
            needed=str(recipe.tested),
            version=str(recipe.pin),
            place=f"tools/{recipe.family}",
            verdict=Verdict.BUILDABLE if buildable else Verdict.MISSING,
        )


def _needed(recipe: Recipe) -> Version:
    return needed_version(family_folder(recipe.family))


def _running() -> Version:
    return Version(*sys.version_info[:3])


def _python() -> Entry:
    return Entry(
        name="python",
        needed=str(PYTHON),
        version=str(_running()),
        place=sys.executable,
        verdict=Verdict.USED if _running() in PYTHON else Verdict.REFUSED,
    )


def _go(found: Compiler | None, *, building: bool) -> Entry:
    needed = max(_needed(recipe) for recipe in RECIPES.values())
    old = found is not None and found.version < needed
    return Entry(
        name="go",
        needed=f">= {needed}",
        version=str(found.version) if found else "",
        place=str(found.path) if found else "",
        verdict=_go_verdict(found, old=old, building=building),
        why="only builds what is not installed",
    )


def _go_verdict(found: Compiler | None, *, old: bool, building: bool) -> Verdict:
    if found is None:
        return Verdict.MISSING
    if old:
        return Verdict.REFUSED
    return Verdict.USED if building else Verdict.SPARE


def _optional(name: str) -> Entry:
    path = shutil.which(name)
    version = _said(path) if path else None
    return Entry(
        name=name,
        needed="any",
        version=str(version or ""),
        place=path or "",
        verdict=Verdict.USED if path else Verdict.MISSING,
        why="only in a checkout of the kit",
    )


def _said(path: str) -> Version | None:
    try:
        answer = subprocess.run(
            [path, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=_ANSWER_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return Version.find(answer.stdout)


def _free(folder: Path) -> int:
    standing = next(place for place in (folder, *folder.parents) if place.exists())
    return shutil.disk_usage(standing).free
