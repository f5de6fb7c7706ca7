"""The `enclave` command: lists the commands; each room owns its own command.py."""

import argparse
import os
import sys
from collections.abc import Sequence

import enclave
import enclave.bootstrap.command
import enclave.declaration.command
import enclave.derive.command
import enclave.preflight.command
import enclave.project.command
import enclave.rehearsal.command
import enclave.tools.command
from enclave.problems import ExitCode, Problem

EXAMPLES = """examples:
  enclave validate                 read enclave.yaml, report every problem together
  enclave flows                    every opening there is, as a table
  enclave rehearse up              stand the declared enclave up on this machine
  enclave doctor                   which tools are used, and where each comes from

exit codes: 0 clean, 1 findings or denied, 2 could not look or wrong usage
"""

ROOMS = (
    enclave.bootstrap.command,
    enclave.declaration.command,
    enclave.derive.command,
    enclave.preflight.command,
    enclave.project.command,
    enclave.rehearsal.command,
    enclave.tools.command,
)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    result = argparse.ArgumentParser(
        prog="enclave",
        description="Declare each data flow once, enforce it everywhere, prove it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    result.add_argument("--version", action="version", version=f"enclave {enclave.__version__}")
    commands = result.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for room in ROOMS:
        room.register(commands)
    return result


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; a `Problem` becomes one line on stderr, and its exit code."""
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        return int(problem.exit_code)
    except BrokenPipeError:
        # Whoever reads our output has left (`enclave flows | head`): nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.CLEAN)
