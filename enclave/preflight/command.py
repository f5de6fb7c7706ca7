"""`enclave preflight SITE`: what an account would refuse, told before the first update."""

import argparse
from pathlib import Path

from enclave.problems.renderers import Format

DECLARATION = Path("enclave.yaml")
EXAMPLES = """examples:
  enclave preflight frankfurt                       every check, one-way doors, rough cost
  enclave preflight frankfurt --format sarif        the findings alone, for a code scanner

It only looks. What could not be looked at is an error, never a pass: exit code 2 says so. Give it
credentials of the site's account that may read; the organization is asked from that account too.

exit codes: 0 clean, 1 findings, 2 could not look
"""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `preflight`."""
    parser = commands.add_parser(
        "preflight",
        help="tell what a site's account would refuse, before the first update",
        description="Tell what a site's account would refuse, before the first update. Read-only.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("site", metavar="SITE", help="an AWS site of the declaration")
    parser.add_argument(
        "--file", type=Path, default=DECLARATION, help=f"the declaration (default: {DECLARATION})"
    )
    parser.add_argument(
        "--format",
        type=Format,
        choices=list(Format),
        default=Format.TERMINAL,
        metavar="FORMAT",
        help=f"one of {', '.join(Format)} (default: terminal)",
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from enclave.preflight import verbs  # noqa: PLC0415  `enclave --help` stays quick

    return int(verbs.preflight(arguments))
