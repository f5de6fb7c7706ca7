"""A small valid declaration, and what is said of it after a change."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from enclave.declaration import Loaded, load

TODAY = date(2026, 11, 24)
FIXTURES = Path(__file__).parent / "fixtures"
VALID = (FIXTURES / "valid.yaml").read_text(encoding="utf-8")
LOCK = (FIXTURES / "artefacts.lock").read_text(encoding="utf-8")
ROOT = Path(__file__).parents[3]

Change = tuple[str, str]


def changed(*changes: Change, text: str = VALID) -> str:
    """The valid declaration with each first text, which stands there, replaced by the second."""
    for old, new in changes:
        assert old in text, f"{old!r} is not in the fixture"
        text = text.replace(old, new)
    return text


def loaded(text: str | bytes, *, today: date = TODAY, lock: str | None = LOCK) -> Loaded:
    """What `load` makes of a text, with an artefacts.lock beside it unless that is None."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "enclave.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        if lock is not None:
            (path.parent / "artefacts.lock").write_text(lock, encoding="utf-8")
        return load(path, today=today)


def said(text: str | bytes, *, today: date = TODAY, lock: str | None = LOCK) -> list[str]:
    """The lines of the report that fail, without the folder of the file."""
    failures = loaded(text, today=today, lock=lock).report.failures
    return [str(finding).partition("enclave.yaml:")[2] or str(finding) for finding in failures]


def said_of(*changes: Change, today: date = TODAY, lock: str | None = LOCK) -> list[str]:
    """The lines said of the valid declaration after changes, without line and column."""
    lines = said(changed(*changes), today=today, lock=lock)
    return [line.partition(" ")[2] if line[:1].isdigit() else line for line in lines]
