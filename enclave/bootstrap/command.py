"""`enclave bootstrap SITE`: what Pulumi needs in an account before its first update."""

import argparse
from pathlib import Path

DECLARATION = Path("enclave.yaml")
EXAMPLES = """examples:
  enclave bootstrap frankfurt --dry-run      what would be made, in which account; changes nothing
  enclave bootstrap frankfurt --yes          make it, or mend it; again: 0 changed
  enclave bootstrap frankfurt --undo         what would go, and what stays
  enclave bootstrap frankfurt --undo --yes   take back what was made from here, while unused
  enclave bootstrap organization --dry-run   the same for the management account, where it is ours

It makes the bucket of the state, its key, the key of secrets, the role that deploys and, at a site,
the boundary of roles, and prints the lines for Pulumi. What it does is written to
bootstrap-SITE.journal beside the declaration: commit it, --undo reads it. A rehearsal's lies in the
rehearsal's own folder. A journal of another account, or of what is not AWS, is refused.
One-way doors: none. A key is deleted 30 days after --undo, and can be kept until then.

exit codes: 0 done or nothing to do, 2 could not, or --yes is missing
"""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `bootstrap`."""
    parser = commands.add_parser(
        "bootstrap",
        help="make what Pulumi needs in a site's own account, or the management account",
        description="Make what Pulumi needs in an account: bucket, keys, deployer.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("site", metavar="SITE", help="an AWS site, or organization")
    parser.add_argument(
        "--file", type=Path, default=DECLARATION, help=f"the declaration (default: {DECLARATION})"
    )
    parser.add_argument(
        "--trust",
        action="append",
        default=[],
        metavar="ARN",
        help="a role that may take the deployer (repeat); default: those that stand, else whom IAM"
        " of the account lets, with MFA",
    )
    parser.add_argument("--undo", action="store_true", help="take back what was made, while unused")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--dry-run", action="store_true", help="show what would change, and end")
    mode.add_argument("--yes", action="store_true", help="change it")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from enclave.bootstrap import verbs  # noqa: PLC0415  `enclave --help` stays quick

    return int((verbs.undo if arguments.undo else verbs.make)(arguments))
