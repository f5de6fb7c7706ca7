"""What moto cannot answer, kept as one file a resource and listed for the report."""

import json
import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from enclave.problems import Problem

FOLDER_VARIABLE = "ENCLAVE_REHEARSAL_RECORD"


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A resource that nothing answers for: it was checked and written down."""

    urn: str
    type: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A recorded resource with what its program said."""

    urn: str
    type: str
    name: str
    id: str
    inputs: Mapping[str, Any]


def recorded(folder: Path) -> tuple[Recorded, ...]:
    """Return all recorded resources, sorted by URN; a folder that is not there has none."""
    found = [Recorded(urn=e.urn, type=e.type, name=e.name) for e in _entries(folder)]
    return tuple(sorted(found, key=lambda entry: entry.urn))


class Record:
    """The folder of recorded resources, named by the environment of the engine."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @classmethod
    def from_environment(cls) -> "Record":
        """Use the folder that ENCLAVE_REHEARSAL_RECORD names."""
        folder = os.environ.get(FOLDER_VARIABLE)
        return cls(Path(folder) if folder else None)

    @property
    def folder(self) -> Path:
        """The folder; Problem if the environment names none."""
        if self._folder is None:
            raise Problem(
                where="provider aws",
                problem=f"cannot record what moto lacks: {FOLDER_VARIABLE} is not set",
                fix="run the engine with the variables of `enclave rehearse env`",
            )
        return self._folder

    def write(self, entry: Entry) -> None:
        """Write or replace the entry, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(entry.id)
        partial = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
        with partial.open("w") as file:
            json.dump(asdict(entry), file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)

    def read(self, id_: str) -> Entry | None:
        """Return the entry, or None when it is gone."""
        try:
            return _entry(self._path(id_))
        except FileNotFoundError:
            return None

    def remove(self, id_: str) -> None:
        """Forget the entry; already gone is fine."""
        self._path(id_).unlink(missing_ok=True)

    def find(self, urn: str) -> tuple[Entry, ...]:
        """Return the entries of one resource: more than one while it is being replaced."""
        return tuple(entry for entry in _entries(self.folder) if entry.urn == urn)

    def _path(self, id_: str) -> Path:
        return self.folder / f"{id_.replace('/', '_').replace(':', '_')}.json"


def _entries(folder: Path) -> Iterator[Entry]:
    return (_entry(path) for path in folder.glob("[!.]*.json"))


def _entry(path: Path) -> Entry:
    try:
        return Entry(**json.loads(path.read_text()))
    except (ValueError, TypeError) as error:
        raise Problem(
            where=str(path),
            problem=f"is not a recorded resource: {error}",
            fix="remove the file and run the rehearsal again",
        ) from error
