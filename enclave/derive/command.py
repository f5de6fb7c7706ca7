"""`enclave flows` and `enclave derive`: what follows from the declaration, shown or written."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from enclave.problems import ExitCode, Problem
from enclave.records.atomic import write_atomically

if TYPE_CHECKING:
    from enclave.declaration import Declaration

DECLARATION = Path("enclave.yaml")
FORMATS = ("table", "json", "markdown", "svg")
FLOWS_EXAMPLES = """examples:
  enclave flows                                   every opening there is, as a table
  enclave flows --format svg --out docs/flows.svg the same as a map
  enclave flows --format json | jq '.flows[].classes'
exit codes: 0 clean, 1 the declaration has problems, 2 could not do it
"""
DERIVE_EXAMPLES = """examples:
  enclave derive --out derived --dry-run          what would be written or removed
  enclave derive --out derived                    write it; a second run changes nothing
  enclave derive --out derived --check            exit 1 and name the files that are stale
exit codes: 0 clean, 1 the declaration has problems or files are stale, 2 could not do it
"""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `flows` and `derive`."""
    flows = _add(commands, "flows", "show every flow that the declaration allows", FLOWS_EXAMPLES)
    flows.add_argument("--format", choices=FORMATS, default="table", help="default: table")
    flows.add_argument("--out", type=Path, metavar="FILE", help="write there, not to stdout")
    flows.set_defaults(run=run_flows)
    derive = _add(
        commands, "derive", "write everything that follows from the declaration", DERIVE_EXAMPLES
    )
    derive.add_argument("--out", type=Path, metavar="DIR", required=True, help="folder to write")
    mode = derive.add_mutually_exclusive_group()
    mode.add_argument("--dry-run", action="store_true", help="print the changes, write nothing")
    mode.add_argument("--check", action="store_true", help="exit 1 if anything is stale")
    derive.set_defaults(run=run_derive)


def run_flows(arguments: argparse.Namespace) -> int:
    """Print or write the flows in one format."""
    text = _render(_declaration(arguments.file), arguments.format)
    if arguments.out is None:
        sys.stdout.write(text)
        return ExitCode.CLEAN
    if not arguments.out.parent.is_dir():
        raise Problem(
            where=str(arguments.out),
            problem="cannot be written: there is no such folder",
            fix="name a file in a folder that is there",
        )
    write_atomically(arguments.out, text.encode())
    return ExitCode.CLEAN


def run_derive(arguments: argparse.Namespace) -> int:
    """Bring a folder up to date, or only say what is stale in it."""
    # Heavy imports on use only: `enclave --help` stays quick.
    from enclave.declaration import declaration_digest  # noqa: PLC0415
    from enclave.derive.artefacts import artefacts  # noqa: PLC0415
    from enclave.derive.folder import MANIFEST, apply, changes  # noqa: PLC0415

    declaration = _declaration(arguments.file)
    derived = artefacts(declaration)
    todo = changes(arguments.out, derived, declaration_digest(declaration))
    for change in todo:
        sys.stdout.write(f"{change}\n")
    if arguments.check:
        _say_stale(arguments.out, len(todo))
        return ExitCode.FINDINGS if todo else ExitCode.CLEAN
    if not arguments.dry_run:
        apply(arguments.out, todo)
    changed = sum(change.path != MANIFEST for change in todo)
    sys.stderr.write(f"{len(derived)} files derived, {changed} changed\n")
    return ExitCode.CLEAN


def _say_stale(folder: Path, stale: int) -> None:
    if stale:
        number = f"{stale} file{'' if stale == 1 else 's'}"
        sys.stderr.write(
            f"{folder} is not as derived, {number}. Fix: enclave derive --out {folder}.\n"
        )


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    purpose: str,
    examples: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=purpose,
        description=f"{purpose[0].upper()}{purpose[1:]}.",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "file", type=Path, nargs="?", default=DECLARATION, help=f"default: {DECLARATION}"
    )
    return parser


def _declaration(path: Path) -> "Declaration":
    from enclave.declaration import load_valid  # noqa: PLC0415

    return load_valid(path, today=datetime.now(tz=UTC).date())


def _render(declaration: "Declaration", form: str) -> str:
    from enclave.declaration import declaration_digest  # noqa: PLC0415
    from enclave.derive.flow_map import flow_map  # noqa: PLC0415
    from enclave.derive.flow_table import flow_json, flow_page, flow_table  # noqa: PLC0415

    digest = declaration_digest(declaration)
    if form == "svg":
        return flow_map(declaration, digest=digest)
    if form == "markdown":
        return flow_page(declaration, digest=digest, picture="flows.svg")
    return flow_json(declaration, digest=digest) if form == "json" else flow_table(declaration)
