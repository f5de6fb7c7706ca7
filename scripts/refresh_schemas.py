"""Write the JSON Schemas of the declaration and of the kit's records to docs/schemas."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from enclave.declaration.schema import schema_text
from enclave.problems.report_schema import report_schema
from enclave.records.atomic import write_atomically
from enclave.records.audit_record import audit_record_schema
from enclave.records.export import export_schema
from enclave.records.switch import switch_schema

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "schemas"


def _sorted(schema: Callable[[], dict[str, Any]]) -> Callable[[], str]:
    return lambda: json.dumps(schema(), indent=2, sort_keys=True) + "\n"


SCHEMAS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "audit_record.v1.json": _sorted(audit_record_schema),
        "enclave.schema.json": schema_text,  # in the order of the declaration, as editors show it
        "export.v1.json": _sorted(export_schema),
        "report.v1.json": _sorted(report_schema),
        "switch.v1.json": _sorted(switch_schema),
    }
)


def render(name: str) -> str:
    """Give the text of a schema file."""
    return SCHEMAS[name]()


def stale(folder: Path) -> list[str]:
    """Give the names of the files that are missing or differ."""
    return [
        name
        for name in SCHEMAS
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != render(name)
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Write the files that are stale, or with `--dry-run` name them and exit 1."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog="example: python -m scripts.refresh_schemas --dry-run"
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing, exit 1 if stale")
    arguments = parser.parse_args(argv)
    names = stale(FOLDER)
    for name in names:
        sys.stderr.write(f"{name}: {'stale' if arguments.dry_run else 'written'}\n")
        if not arguments.dry_run:
            FOLDER.mkdir(parents=True, exist_ok=True)
            write_atomically(FOLDER / name, render(name).encode())
    return int(arguments.dry_run and bool(names))


if __name__ == "__main__":
    sys.exit(main())
