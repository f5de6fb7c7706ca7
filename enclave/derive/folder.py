"""A folder of derived artefacts: what is stale in it, and bringing it up to date.

`derived.json` lists the files that a run wrote, with their digests. A file that is on that list
and no longer derived is removed, unless somebody has changed it since; no other file is touched.
Without that list, a file in the way is somebody's own, and the work stops before it.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from enclave.derive.artefacts import Artefact
from enclave.problems import Problem
from enclave.records.atomic import write_atomically

MANIFEST = "derived.json"
SHOWN = 5  # names of what is in the way


class Act(StrEnum):
    """What must happen to a file."""

    CREATE = "create"
    UPDATE = "update"
    REMOVE = "remove"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One file that is not as derived; `text` is None where it goes."""

    act: Act
    path: str
    text: str | None

    def __str__(self) -> str:
        """`update frankfurt/keys.json`."""
        return f"{self.act} {self.path}"


def changes(folder: Path, derived: Sequence[Artefact], digest: str) -> tuple[Change, ...]:
    """What must happen to make `folder` as derived; nothing is written.

    Raises Problem where the folder or its manifest cannot be read, and where files of others are in
    the way.
    """
    wanted = {artefact.path: artefact.text for artefact in derived}
    _refuse_others(folder, wanted)
    wanted[MANIFEST] = _manifest(derived, digest)
    found = [
        Change(act=Act.UPDATE if (folder / path).exists() else Act.CREATE, path=path, text=text)
        for path, text in wanted.items()
        if _read(folder / path) != text
    ]
    gone = (path for path in _left_over(folder, wanted))
    return (*(Change(act=Act.REMOVE, path=path, text=None) for path in gone), *found)


def apply(folder: Path, todo: Sequence[Change]) -> None:
    """Write and remove; each file is whole or untouched, the manifest comes last.

    Raises Problem where that fails; what was done before stays done, and a second run goes on.
    """
    for change in todo:
        path = folder / change.path
        try:
            if change.text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unusable(path, error) from error
        write_atomically(path, change.text.encode())


def _refuse_others(folder: Path, wanted: dict[str, str]) -> None:
    """What already reads as derived may be what a run left that was ended before its list."""
    if (folder / MANIFEST).exists():
        return
    others = [path for path, text in wanted.items() if _read(folder / path) not in {None, text}]
    if others:
        more = f" and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
        raise Problem(
            where=str(folder),
            problem=f"has no {MANIFEST}, so these are not ours to replace: "
            f"{', '.join(others[:SHOWN])}{more}",
            fix="move them away, or name an empty folder",
        )


def _left_over(folder: Path, wanted: dict[str, str]) -> list[str]:
    text = _read(folder / MANIFEST)
    if text is None:
        return []
    try:
        files: dict[str, str] = json.loads(text)["files"]
        former = {path: sha256 for path, sha256 in files.items() if path not in wanted}
        return [path for path, sha256 in former.items() if _is_ours(folder, path, sha256)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Problem(
            where=str(folder / MANIFEST),
            problem="is not a list of derived files",
            fix="restore it, or derive into an empty folder",
        ) from error


def _is_ours(folder: Path, path: str, sha256: str) -> bool:
    inside = (folder / path).resolve().is_relative_to(folder.resolve())
    text = _read(folder / path) if inside else None
    return text is not None and _sha256(text) == sha256


def _manifest(derived: Sequence[Artefact], digest: str) -> str:
    files = {artefact.path: _sha256(artefact.text) for artefact in derived}
    return json.dumps({"declaration_digest": digest, "files": files}, indent=2) + "\n"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        return ""  # not what any derivation writes
    except OSError as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: OSError) -> Problem:
    return Problem(
        where=str(path), problem=f"cannot be used: {error.strerror}", fix="name another folder"
    )
