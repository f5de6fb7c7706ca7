"""`enclave doctor`: which tools are used, where each comes from, and why others are not."""

import argparse

EXAMPLES = """examples:
  enclave doctor           a table; why a tool on PATH is not used stands beside it
  enclave doctor --json    the same for a machine

exit codes: 0 every tool is there or can be built, 2 otherwise
"""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `enclave doctor`."""
    parser = commands.add_parser(
        "doctor",
        help="which tools are used, and where each comes from",
        description=(
            "Look for every tool that the kit starts: on PATH in a tested version, then in the "
            "cache, then whether Go could build it. Changes nothing."
        ),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the diagnosis to stdout, or as JSON; the fixes of the table go to stderr."""
    from enclave.tools.doctor import print_diagnosis  # noqa: PLC0415  keeps `--help` quick

    return print_diagnosis(as_json=arguments.json)
