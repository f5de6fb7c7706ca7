"""`enclave doctor`: which tools are used, where each comes from, and why others are not."""

import argparse

EXAMPLES = """examples:
  enclave doctor                      a table; why a tool on PATH is not used stands beside it
  enclave doctor --json               the same for a machine
  enclave doctor --prune --dry-run    which built tools this version does not use
  enclave doctor --prune              remove them; another version of the kit would build them again

exit codes: 0 every tool is there or can be built, 2 otherwise
"""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `enclave doctor`."""
    parser = commands.add_parser(
        "doctor",
        help="which tools are used, and where each comes from",
        description=(
            "Look for every tool that the kit starts: on PATH in a tested version, then in the "
            "cache, then whether Go could build it. Changes nothing without --prune."
        ),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--prune", action="store_true", help="remove built tools that this version does not use"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what --prune would do")
    parser.set_defaults(run=run, refuse=parser.error)


def run(arguments: argparse.Namespace) -> int:
    """Print the diagnosis or what was pruned to stdout; the fixes of the table go to stderr."""
    from enclave.tools.doctor import print_diagnosis  # noqa: PLC0415  keeps `--help` quick
    from enclave.tools.prune import prune  # noqa: PLC0415

    if arguments.prune:
        return prune(dry_run=arguments.dry_run, as_json=arguments.json)
    if arguments.dry_run:
        arguments.refuse("--dry-run needs --prune")
    return print_diagnosis(as_json=arguments.json)
