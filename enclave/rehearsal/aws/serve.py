"""moto as a process of its own: `python -m enclave.rehearsal.aws.serve`, started by `server.start`.

It detaches, binds the loopback itself (so the port it reports is the port it has), writes who it is
to `moto.json` and to its stdout, then serves until it is told to stop.
"""

import argparse
import io
import logging
import os
import signal
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path

from enclave.rehearsal.aws.front import bind
from enclave.rehearsal.aws.identity import STATE_FILE, Server, this_process

LOG_FILE = "moto.log"
LOG_BYTES = 2_000_000  # of each of the two files kept


class _Lines(io.TextIOBase):
    """Sends what moto prints to the bounded log."""

    def write(self, text: str) -> int:
        if text.strip():
            logging.getLogger("moto").info(text.rstrip())
        return len(text)


def main(argv: Sequence[str] | None = None) -> int:
    """Detach, bind, announce, serve; SIGTERM and SIGINT end it with 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="of moto.json and the log")
    parser.add_argument("--port", type=int, default=0, help="0: the kernel chooses")
    parser.add_argument("--account", required=True, help="of requests that name no other")
    arguments = parser.parse_args(argv)
    _detach()
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    web = bind(port=arguments.port, account=arguments.account)
    _log_to(arguments.folder)
    _announce(this_process(port=web.port, account=arguments.account, folder=arguments.folder))
    web.serve_forever()
    return 0


def _detach() -> None:
    if os.fork():
        os._exit(0)
    os.setsid()
    if os.fork():  # a session leader could still get a terminal
        os._exit(0)


def _log_to(folder: Path) -> None:
    handler = RotatingFileHandler(folder / LOG_FILE, maxBytes=LOG_BYTES, backupCount=1)
    logging.basicConfig(level=logging.INFO, handlers=[handler], format="%(asctime)s %(message)s")
    sys.stdout = sys.stderr = _Lines()


def _announce(server: Server) -> None:
    state = server.folder / STATE_FILE
    partial = state.with_suffix(".partial")
    with partial.open("w") as file:
        file.write(server.to_json())
        file.flush()
        os.fsync(file.fileno())
    partial.rename(state)
    os.write(1, server.to_json().encode())
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):  # whoever started us may go, and its terminal with it
        os.dup2(null, descriptor)


def _end(_signal: int, _frame: object) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    sys.exit(main())
