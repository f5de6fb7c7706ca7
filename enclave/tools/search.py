"""Looks for a tool where it may already be: on PATH, then in the cache."""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from enclave.tools.store import Slot
from enclave.tools.table import RECIPES, Recipe
from enclave.tools.tool import Origin, Tool
from enclave.tools.versions import Version

_ANSWER_SECONDS = 30  # a program that does not tell its version within this is no use


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A program that was found; `refusal` says why it is not used, None if it may be."""

    origin: Origin
    path: Path
    version: Version | None
    refusal: str | None

    def __str__(self) -> str:
        return f"{self.path} {self.refusal}"


def locate(name: str) -> Tool | None:
    """The tool from PATH, else from the cache; None where it would have to be built."""
    began = time.monotonic()
    recipe = RECIPES[name]
    for candidate in candidates(recipe):
        if candidate.refusal is None:
            return Tool(
                name=name,
                version=str(candidate.version),
                path=candidate.path,
                origin=candidate.origin,
                seconds=time.monotonic() - began,
            )
    return None


def candidates(recipe: Recipe) -> tuple[Candidate, ...]:
    """What there is, in the order in which it would be used."""
    return tuple(c for c in (_on_path(recipe), _in_cache(recipe)) if c is not None)


def asked_version(recipe: Recipe, program: Path) -> Version | None:
    """The released version that the program itself names, None if it names none."""
    try:
        answer = subprocess.run(
            [program, *recipe.ask],
            env={**os.environ, **recipe.environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            text=True,
            errors="replace",
            timeout=_ANSWER_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return Version.find(answer.stdout)


def _on_path(recipe: Recipe) -> Candidate | None:
    found = shutil.which(recipe.name)
    if found is None:
        return None
    path = Path(found).resolve()  # what belongs beside a program stands beside the real one
    version = asked_version(recipe, path)
    return Candidate(
        origin=Origin.PATH, path=path, version=version, refusal=_refusal(recipe, path, version)
    )


def _refusal(recipe: Recipe, path: Path, version: Version | None) -> str | None:
    if version is None:
        return f"names no released version when asked `{' '.join((recipe.name, *recipe.ask))}`"
    if version not in recipe.tested:
        return f"is {version}, not tested: {recipe.tested}"
    lacking = [f.name for f in recipe.beside if not os.access(path.with_name(f.name), os.X_OK)]
    return f"lacks {', '.join(lacking)} beside it" if lacking else None


def _in_cache(recipe: Recipe) -> Candidate | None:
    slot = Slot.of(recipe)
    if not slot.exists():
        return None
    return Candidate(
        origin=Origin.CACHE, path=slot.program, version=recipe.pin, refusal=slot.damage()
    )
