"""`enclave validate` and `enclave schema`."""

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from enclave.problems import ExitCode, Problem
from enclave.problems.renderers import RENDERERS, Format
from enclave.records.atomic import write_atomically

DEFAULT_FILE = Path("enclave.yaml")

VALIDATE_EPILOG = """examples:
  enclave validate                                 judge enclave.yaml as of today
  enclave validate shop.yaml --format sarif        the same findings, for a code scanner
  enclave validate --date 2027-06-30               what will be overdue by then

exit codes: 0 clean, 1 findings, 2 the file could not be read
"""
SCHEMA_EPILOG = """examples:
  enclave schema                                   print it
  enclave schema --out enclave.schema.json         write it, for an editor's completion
"""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `validate` and `schema`."""
    _register_validate(commands)
    _register_schema(commands)


def _register_validate(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "validate",
        help="read the declaration and report every problem together",
        description="Read the declaration and report every problem together.",
        epilog=VALIDATE_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT_FILE, metavar="FILE")
    parser.add_argument(
        "--format",
        type=Format,
        choices=list(Format),
        default=Format.TERMINAL,
        metavar="FORMAT",
        help=f"one of {', '.join(Format)} (default: terminal)",
    )
    parser.add_argument(
        "--date",
        type=_day,
        default=None,
        metavar="YYYY-MM-DD",
        help="judge dates as of this day (default: today, UTC)",
    )
    parser.set_defaults(run=validate)


def _register_schema(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "schema",
        help="print the JSON Schema of the declaration",
        description="Print the JSON Schema (2020-12) of the declaration.",
        epilog=SCHEMA_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write it there instead")
    parser.set_defaults(run=schema)


def validate(arguments: argparse.Namespace) -> int:
    """Print the report of one file; for machines also where it cannot be read."""
    from enclave.declaration.counts import counted  # noqa: PLC0415  pydantic is slow to import
    from enclave.declaration.loading import load  # noqa: PLC0415
    from enclave.declaration.unreadable import unreadable  # noqa: PLC0415

    try:
        loaded = load(arguments.file, today=arguments.date or datetime.now(tz=UTC).date())
    except Problem as problem:
        if arguments.format is not Format.TERMINAL:
            report = unreadable(str(arguments.file), problem)
            sys.stdout.write(RENDERERS[arguments.format](report))
        raise
    sys.stdout.write(RENDERERS[arguments.format](loaded.report))
    if arguments.format is Format.TERMINAL and loaded.declaration is not None:
        sys.stdout.write(f"declared: {counted(loaded.declaration)}.\n")
    return loaded.report.exit_code


def schema(arguments: argparse.Namespace) -> int:
    """Print or write the schema."""
    from enclave.declaration.schema import schema_text  # noqa: PLC0415  pydantic again

    if arguments.out is None:
        sys.stdout.write(schema_text())
    else:
        write_atomically(arguments.out, schema_text().encode())
    return ExitCode.CLEAN


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no day: write 2027-06-30") from error
