"""What the scripts that refresh facts share: the form of a fact file, and its replacement."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from enclave.records.atomic import write_atomically

FACTS = Path(__file__).resolve().parents[1] / "enclave" / "facts"
REVIEW = timedelta(days=90)


def heading(table: str, source: str, seen: date) -> str:
    """Give the head of a table, to be reviewed 90 days after `seen`."""
    return f"[{table}]\nsource = {quoted(source)}\nseen = {seen}\nreview_by = {seen + REVIEW}\n"


def quoted(text: str) -> str:
    """Write text as a TOML string."""
    return json.dumps(text, ensure_ascii=False)


def listed(items: Iterable[str]) -> str:
    """Write texts as a TOML array, eight a line."""
    names = [quoted(item) for item in items]
    rows = [", ".join(names[start : start + 8]) for start in range(0, len(names), 8)]
    return "[\n" + "".join(f"  {row},\n" for row in rows) + "]"


def inline(values: Mapping[str, object]) -> str:
    """Write plain values as an inline TOML table."""
    pairs = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "{" + ", ".join(pairs) + "}"


def refresh(
    name: str, render: Callable[[date], str], description: str, argv: Sequence[str] | None
) -> int:
    """Run the command of a script: write the fact file, or with `--dry-run` say if it changes."""
    parser = argparse.ArgumentParser(
        description=description,
        epilog=f"example: python -m scripts.refresh_{name.removesuffix('.toml')} --dry-run",
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing, exit 1 if stale")
    arguments = parser.parse_args(argv)
    path = FACTS / name
    text = render(datetime.now(UTC).date())
    if arguments.dry_run:
        stale = undated(path.read_text(encoding="utf-8")) != undated(text)
        sys.stderr.write(f"{name}: {'stale' if stale else 'current'}\n")
        return int(stale)
    write_atomically(path, text.encode())
    sys.stderr.write(f"{name}: written\n")
    return 0


def undated(text: str) -> list[str]:
    """Give the lines of a fact file without its days."""
    return [line for line in text.splitlines() if not line.startswith(("seen = ", "review_by = "))]
