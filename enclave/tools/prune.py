"""Removes built tools that this version of the kit does not use."""

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from enclave.problems import ExitCode, Problem
from enclave.tools.cache import cache_dir
from enclave.tools.store import Slot
from enclave.tools.table import RECIPES

_MEGABYTE = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Unused:
    """A folder of the cache that no recipe of this version leads to, and its size."""

    folder: Path
    size: int


def unused() -> tuple[Unused, ...]:
    """Every built tool but those that this version would use; a build under way is none yet."""
    used = {Slot.of(recipe).folder for recipe in RECIPES.values()}
    found = (cache_dir() / "tools").glob("*/[!.]*")
    return tuple(
        Unused(folder=folder, size=sum(f.stat().st_size for f in folder.iterdir()))
        for folder in sorted(found)
        if folder.is_dir() and folder not in used
    )


def prune(*, dry_run: bool, as_json: bool) -> ExitCode:
    """Remove what is unused, or with `dry_run` only say it; Problem where a folder stays."""
    found = unused()
    for each in () if dry_run else found:
        _remove(each.folder)
    sys.stdout.write(_json(found, dry_run=dry_run) if as_json else _text(found, dry_run=dry_run))
    return ExitCode.CLEAN


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise Problem(
            where=str(folder),
            problem=f"cannot be removed: {error.strerror}",
            fix="make it yours, or remove it as its owner",
        ) from error


def _json(found: tuple[Unused, ...], *, dry_run: bool) -> str:
    folders = [{"folder": str(each.folder), "bytes": each.size} for each in found]
    return json.dumps({"removed": not dry_run, "unused": folders}, indent=2) + "\n"


def _text(found: tuple[Unused, ...], *, dry_run: bool) -> str:
    return "".join(line + "\n" for line in _lines(found, dry_run=dry_run))


def _lines(found: tuple[Unused, ...], *, dry_run: bool) -> Iterator[str]:
    verb = "would remove" if dry_run else "removed"
    for each in found:
        yield f"{verb} {each.folder}, {each.size / _MEGABYTE:.0f} MB"
    if not found:
        yield "nothing to remove: every built tool is one that this version uses"
