"""`enclave rehearse`: the declared enclave on one machine, without a cloud account."""

import argparse
import signal
import sys
from collections.abc import Callable

LAST_PORT = 65535
INTERRUPTED = 130  # as shells report an end by Ctrl-C
EXAMPLES = """examples:
  enclave rehearse up                         stand every AWS site up; again: 0 changed
  enclave rehearse up --site frankfurt        only this one
  enclave rehearse status                     what stands
  eval "$(enclave rehearse env)"              then pulumi preview, up, refresh, destroy by hand
  enclave rehearse down                       destroy, stop moto, remove the folder

AWS is answered by moto, never by AWS. Where the official Pulumi plugins are not installed, the
kit's stand-ins play them, and the output says so.
exit codes: 0 clean, 1 findings, 2 could not do it, 130 interrupted
"""
Action = Callable[[argparse.Namespace], int]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `enclave rehearse` and its four verbs."""
    rehearse = commands.add_parser(
        "rehearse",
        help="stand the declared enclave up on this machine",
        description=__doc__,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = rehearse.add_subparsers(title="verbs", metavar="VERB", required=True)
    _register_up(verbs)
    _register_down(verbs)
    _register_env(verbs)
    _register_status(verbs)


def _register_up(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("up", help="stand it up, or bring it up to date")
    parser.add_argument(
        "--site", action="append", default=[], metavar="NAME", help="only this AWS site (repeat)"
    )
    parser.add_argument("--port", type=_port, help="port for moto; without it a free one is taken")
    parser.add_argument("--json", action="store_true", help="print the proof as JSON")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done")
    parser.set_defaults(run=_interruptible(_verb("run_up")))


def _register_down(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("down", help="take it down and leave nothing behind")
    parser.add_argument("--json", action="store_true", help="print what went as JSON")
    parser.add_argument("--dry-run", action="store_true", help="say what would go")
    parser.set_defaults(run=_interruptible(_verb("run_down")))


def _register_env(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("env", help="print variables for a shell to evaluate")
    parser.add_argument("--site", metavar="NAME", help="the site whose stack pulumi selects")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print them as JSON")
    form.add_argument("--unset", action="store_true", help="print what takes them back")
    parser.set_defaults(run=_verb("run_env"))


def _register_status(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("status", help="say what stands")
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.set_defaults(run=_verb("run_status"))


def _port(text: str) -> int:
    port = int(text) if text.isdecimal() else 0
    if not 1 <= port <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is no port: 1 to {LAST_PORT}")
    return port


def _interruptible(action: Action) -> Action:
    """End cleanly on Ctrl-C, on SIGTERM and when the terminal closes."""

    def run(arguments: argparse.Namespace) -> int:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup, or a shell's background
                signal.signal(number, signal.default_int_handler)
        try:
            return action(arguments)
        except KeyboardInterrupt:
            sys.stderr.write(
                "interrupted. Fix: enclave rehearse up goes on from here, enclave rehearse down"
                " takes down what stands.\n"
            )
            return INTERRUPTED

    return run


def _verb(name: str) -> Action:
    """Import the rehearsal only when one of its verbs runs: `enclave --help` stays quick."""

    def run(arguments: argparse.Namespace) -> int:
        from enclave.rehearsal import verbs  # noqa: PLC0415  as the docstring says

        return int(getattr(verbs, name)(arguments))

    return run
