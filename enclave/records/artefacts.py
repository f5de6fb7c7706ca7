"""`artefacts.lock`: every image, chart, wheel, package and weight that the kit uses, pinned."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from enclave.problems import Finding, Location, Problem, Severity, State
from enclave.records.atomic import write_atomically

FORMAT = 1
TABLE = "artefact"
NO_DIGEST = "artefact-without-digest"
REQUIRED = ("name", "kind", "version", "source", "licence")
HEADER = f"""# Every artefact that the kit uses, by kind and name.
# An entry without sha256 is not pinned yet; production refuses it.
version = {FORMAT}
"""


class Kind(StrEnum):
    """What an artefact is: a wheel is Python's, a package the operating system's."""

    IMAGE = "image"
    CHART = "chart"
    WHEEL = "wheel"
    PACKAGE = "package"
    WEIGHT = "weight"


@dataclass(frozen=True, kw_only=True)
class Artefact:
    """One pinned thing: `source` says whose it is, `licence` is an SPDX expression or a name.

    `sha256` is of the file, for an image of its manifest; None where nobody could look yet.
    """

    name: str
    kind: Kind
    version: str
    source: str
    licence: str
    sha256: str | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What is unique in a lock, and its order."""
        return self.kind.value, self.name, self.version


@dataclass(frozen=True, kw_only=True)
class ArtefactsLock:
    """The entries in the order of kind, name, version, and the line of each in the file."""

    path: str
    artefacts: tuple[Artefact, ...]
    lines: tuple[int, ...]


def read_lock(path: Path) -> ArtefactsLock:
    """Read the file; raises `Problem` if it cannot be read or an entry is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fix = "write it as docs/contracts.md shows"
        raise Problem(where=str(path), problem=f"cannot be read: {error}", fix=fix) from error
    return parse_lock(text, str(path))


def parse_lock(text: str, path: str) -> ArtefactsLock:
    """Read the text; raises `Problem` with the lines of all that is wrong."""
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        fix = "write it as docs/contracts.md shows"
        raise Problem(where=path, problem=f"is not TOML: {error}", fix=fix) from error
    tables = _tables(document, path)
    lines = _lines(text, len(tables), path)
    read = [_entry(table, line) for table, line in zip(tables, lines, strict=True)]
    entries = [(entry, line) for entry, line in read if isinstance(entry, Artefact)]
    wrong = [(line, entry) for entry, line in read if isinstance(entry, str)] + _repeated(entries)
    if wrong:
        line, problem = min(wrong)
        others = "".join(f"; {path}:{n} {text}" for n, text in sorted(wrong)[1:])
        raise _problem(f"{path}:{line}", problem + others)
    entries.sort(key=lambda pair: pair[0].key)
    return ArtefactsLock(
        path=path,
        artefacts=tuple(entry for entry, _ in entries),
        lines=tuple(line for _, line in entries),
    )


def render_lock(artefacts: Iterable[Artefact]) -> str:
    """Give the text of the file; raises `Problem` for an entry that could not be read back."""
    ordered = sorted(artefacts, key=lambda artefact: artefact.key)
    text = HEADER + "".join(_block(artefact) for artefact in ordered)
    parse_lock(text, "artefacts.lock")
    return text


def write_lock(path: Path, artefacts: Iterable[Artefact]) -> None:
    """Replace the file at once; raises `Problem` and leaves it alone if an entry is wrong."""
    write_atomically(path, render_lock(artefacts).encode())


def require_digests(lock: ArtefactsLock, *, production: bool) -> tuple[Finding, ...]:
    """Give a finding for each entry without digest: a failure in production, else skipped."""
    pairs = zip(lock.artefacts, lock.lines, strict=True)
    return tuple(
        Finding(
            rule=NO_DIGEST,
            severity=Severity.HIGH,
            state=State.FAIL if production else State.SKIP,
            subject=f"{artefact.kind}/{artefact.name}",
            location=Location(path=lock.path, line=line),
            message=f"{artefact.kind} {artefact.name} {artefact.version} has no sha256",
            fix="add the digest of the file that was reviewed",
            controls=("SR-4", "CM-14"),
        )
        for artefact, line in pairs
        if artefact.sha256 is None
    )


def _tables(document: dict[str, Any], path: str) -> Sequence[object]:
    tables = document.pop(TABLE, [])
    if document != {"version": FORMAT} or not isinstance(tables, list):
        problem = f"is no lock of version {FORMAT}: it needs version and [[{TABLE}]] alone"
        raise _problem(path, problem)
    return tables


def _lines(text: str, count: int, path: str) -> Sequence[int]:
    header = re.compile(rf"^\s*\[\[\s*{TABLE}\s*\]\]")
    lines = [n for n, line in enumerate(text.split("\n"), start=1) if header.match(line)]
    if len(lines) != count:
        raise _problem(path, f"must start each entry with a line [[{TABLE}]]")
    return lines


def _entry(table: object, line: int) -> tuple[Artefact | str, int]:
    if not isinstance(table, dict):
        return "is no table", line
    fault = _fault_of_form(table) or _fault_of_values(table)
    return (fault or Artefact(**{**table, "kind": Kind(table["kind"])})), line


def _fault_of_form(table: Mapping[str, object]) -> str | None:
    known = {field.name for field in fields(Artefact)}
    for key, value in table.items():
        if key not in known:
            return f"has an unknown key {key!r}"
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            return f"{key} is no text on one line"
    missing = [key for key in REQUIRED if key not in table]
    return f"lacks {', '.join(missing)}" if missing else None


def _fault_of_values(table: Mapping[str, str]) -> str | None:
    if table["kind"] not in list(Kind):
        return f"kind is {table['kind']!r}, not one of {', '.join(Kind)}"
    if not re.fullmatch(r"[0-9a-f]{64}", table.get("sha256", "0" * 64)):
        return f"sha256 of {table['name']} is not 64 lower-case hexadecimal digits"
    return None


def _repeated(entries: Sequence[tuple[Artefact, int]]) -> list[tuple[int, str]]:
    first: dict[tuple[str, str, str], int] = {}
    found: list[tuple[int, str]] = []
    for artefact, line in entries:
        before = first.setdefault(artefact.key, line)
        if before != line:
            name = f"{artefact.kind} {artefact.name} {artefact.version}"
            found.append((line, f"repeats {name} of line {before}"))
    return found


def _block(artefact: Artefact) -> str:
    names = ("name", "kind", "version", "sha256", "source", "licence")
    values = {name: getattr(artefact, name) for name in names}
    pairs = (f"{name} = {_quoted(value)}\n" for name, value in values.items() if value is not None)
    return f"\n[[{TABLE}]]\n{''.join(pairs)}"


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _problem(where: str, problem: str) -> Problem:
    return Problem(where=where, problem=problem, fix="correct the entry, or lock it again")
