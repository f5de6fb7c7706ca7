"""The text of a declaration file, read only if it can be one."""

from pathlib import Path

from enclave.declaration.hidden import hidden_in, named
from enclave.problems import Problem

LARGEST = 5 * 1024 * 1024  # bytes; the largest declaration of the benchmark has a tenth of it
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_source(path: Path) -> str:
    """Read UTF-8 text of at most 5 MB, with or without byte order mark, in which nothing hides.

    Raises Problem for a file that is not there, not readable, too large, not UTF-8, or that holds
    control or format characters other than tabs and line ends: a reviewer would not see them.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        looked_in = "" if path.is_absolute() else f" in {Path.cwd()}"
        fix = "enclave validate PATH/TO/enclave.yaml, or change to the project's folder"
        raise _refused(path, f"does not exist{looked_in}", fix) from error
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise _refused(
            path, f"cannot be read: {reason}", "name a file that you may read"
        ) from error
    except ValueError as error:  # a NUL in the name
        raise _refused(path, "is no file name", "name the declaration: enclave.yaml") from error
    if len(content) > LARGEST:
        raise _refused(path, "is larger than 5 MB", "keep data out of the declaration")
    text = _decoded(path, content)
    _refuse_hidden(path, text)
    return text


def _decoded(path: Path, content: bytes) -> str:
    if content.startswith(_UTF_16):
        raise _refused(path, "is UTF-16", "save it as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        problem = f"is not UTF-8: byte {error.start} (line {line}) is 0x{content[error.start]:02x}"
        raise _refused(path, problem, "save it as UTF-8") from error


def _refuse_hidden(path: Path, text: str) -> None:
    places = list(hidden_in(text))
    if not places:
        return
    first, more = places[0], len(places) - 1
    line, column = text.count("\n", 0, first) + 1, first - text.rfind("\n", 0, first)
    others = f"; {more} more follow{'s' if more == 1 else ''}" if more else ""
    raise Problem(
        where=f"{path}:{line}:{column}",
        problem=f"holds {named(text[first])}, which people do not see as YAML reads it{others}",
        fix="delete them" if more else "delete it",
    )


def _refused(path: Path, problem: str, fix: str) -> Problem:
    return Problem(where=str(path), problem=problem, fix=fix)
