"""The user's Pulumi project, read and never written."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from enclave.problems import Problem

SETTINGS_FILE = "Pulumi.yaml"
DECLARATION_FILE = "enclave.yaml"


@dataclass(frozen=True, kw_only=True)
class Project:
    """A folder with a declaration and a Pulumi program."""

    folder: Path
    settings: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Pulumi's name of the project; it is part of every URN."""
        return str(self.settings["name"])

    @property
    def declaration(self) -> Path:
        """The declaration file."""
        return self.folder / DECLARATION_FILE

    @property
    def program(self) -> Path:
        """The folder or file that `main` names."""
        return (self.folder / str(self.settings.get("main", "."))).resolve()

    def require_program(self) -> None:
        """Raises Problem unless what `main` names is there."""
        if self.program.exists():
            return
        raise Problem(
            where=f"{SETTINGS_FILE} main:",
            problem=f"{self.settings['main']} is not here ({self.program})",
            fix="copy the Pulumi program there, or name the folder that holds it",
        )

    def stack_configuration(self, stack: str) -> Mapping[str, Any]:
        """Plain configuration of a stack; empty without a file.

        Raises Problem on a value encrypted for the real stack, which nothing here can read.
        """
        path = self.folder / str(self.settings.get("stackConfigDir", ".")) / f"Pulumi.{stack}.yaml"
        if not path.exists():
            return {}
        values: Mapping[str, Any] = _mapping(path).get("config") or {}
        _refuse_encrypted(path, values)
        return values


def find_project(start: Path) -> Project:
    """Return the project of `start`: the nearest folder upward with both files."""
    for folder in (start, *start.parents):
        if (folder / DECLARATION_FILE).is_file() and (folder / SETTINGS_FILE).is_file():
            return _read(folder)
    raise Problem(
        where=str(start),
        problem=f"has no {DECLARATION_FILE} beside a {SETTINGS_FILE}, nor has a folder above it",
        fix="change to the project's folder",
    )


def _read(folder: Path) -> Project:
    path = folder / SETTINGS_FILE
    settings = _mapping(path)
    if not isinstance(settings.get("name"), str):
        raise Problem(where=str(path), problem="has no name", fix="name: enclave")
    return Project(folder=folder.resolve(), settings=settings)


def _mapping(path: Path) -> Mapping[str, Any]:
    try:
        content = yaml.safe_load(path.read_text())
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Problem(
            where=str(path),
            problem=f"is not YAML: {' '.join(str(error).split())}",
            fix="correct the file",
        ) from error
    if isinstance(content, dict):
        return content
    raise Problem(where=str(path), problem="is not a mapping", fix="write key: value lines")


def _refuse_encrypted(path: Path, values: Mapping[str, Any]) -> None:
    encrypted = [key for key, value in values.items() if _is_encrypted(value)]
    if encrypted:
        raise Problem(
            where=str(path),
            problem=f"{', '.join(encrypted)} is encrypted with the real stack's key",
            fix="keep secrets out of the stack's configuration; a rehearsal cannot read them",
        )


def _is_encrypted(value: object) -> bool:
    return isinstance(value, dict) and "secure" in value
