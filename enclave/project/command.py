"""`enclave new`: a project of one's own, in five files."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from enclave.problems import ExitCode

if TYPE_CHECKING:
    from enclave.project.files import Choices

NAME = "Example Shop"
ACCOUNT = "111122223333"  # which AWS keeps for examples
REGION = "eu-central-1"
EXAMPLES = """examples:
  enclave new shop                                        an example to change, in eu-central-1
  enclave new shop --name "Loom" --site paris --region eu-west-3 --account 111122223333
  enclave new shop --dry-run                              what would be written

It writes a declaration, Pulumi.yaml, a three-line program, one stack's configuration and what CI
runs. From there `enclave validate`, `flows`, `derive` and `rehearse up` work at once, without a
cloud account; `enclave preflight`, `bootstrap` and `pulumi up` with one.
"""
NEXT = """next  cd {folder}
      enclave validate         is what is declared sound?
      enclave rehearse up      stand it up on this machine, no cloud account
      git init && git add .    a change of enclave.yaml is reviewed like code
"""


CHECKOUT = """\
note  this kit runs from a checkout, and a project needs it installed, in an environment
      of its own: pip install "{checkout}[rehearsal]"
"""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `new`."""
    parser = commands.add_parser(
        "new",
        help="write a project of your own: five files",
        description="Write a project of your own: five files, and the kit is depended on.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="new or empty")
    parser.add_argument("--name", default=NAME, help=f'the organization (default: "{NAME}")')
    parser.add_argument("--site", default="first", help="name of its first site (default: first)")
    parser.add_argument("--account", default=ACCOUNT, help=f"AWS account (default: {ACCOUNT})")
    parser.add_argument("--region", default=REGION, help=f"AWS region (default: {REGION})")
    parser.add_argument("--dry-run", action="store_true", help="list the files, write nothing")
    parser.set_defaults(run=new)


def new(arguments: argparse.Namespace) -> ExitCode:
    """Write the project and say what comes next; the files' names go to stdout."""
    from enclave.project.files import project_files  # noqa: PLC0415  facts are slow to import
    from enclave.project.folder import require_empty, write_project  # noqa: PLC0415

    written = project_files(_choices(arguments))
    require_empty(arguments.folder)
    if not arguments.dry_run:
        write_project(arguments.folder, written)
    for name in written:
        sys.stdout.write(f"{arguments.folder / name}\n")
    if not arguments.dry_run:
        sys.stderr.write(NEXT.format(folder=arguments.folder))
        _note_checkout()
    return ExitCode.CLEAN


def _note_checkout() -> None:
    from enclave.project.checkout import checkout  # noqa: PLC0415  as above

    here = checkout()
    if here is not None:
        sys.stderr.write(CHECKOUT.format(checkout=here))


def _choices(arguments: argparse.Namespace) -> "Choices":
    from enclave.project.files import Choices  # noqa: PLC0415  as above

    return Choices(
        name=arguments.name,
        site=arguments.site,
        account=arguments.account,
        region=arguments.region,
    )
