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
from collections.abc import Iterable, Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enclave.rehearsal.aws.identity import HOST, STATE_FILE, Server, boot_id, start_ticks

if TYPE_CHECKING:
    from wsgiref.types import StartResponse

    from werkzeug.serving import BaseWSGIServer

LOG_FILE = "moto.log"
LOG_BYTES = 2_000_000  # of each of the two files kept
ACCOUNT_DIGITS = 12


class Accounts:
    """Tells moto which account a request is for.

    An access key id of twelve digits is the account; a key that moto issued (AssumeRole) belongs to
    the account moto issued it in; every other key belongs to the rehearsal's own account.
    """

    def __init__(self, application: Any, account: str) -> None:
        self._application = application
        self._account = account

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        account = self._account_of(environ.get("HTTP_AUTHORIZATION", ""))
        if account:
            environ.setdefault("HTTP_X_MOTO_ACCOUNT_ID", account)
        answer: Iterable[bytes] = self._application(environ, start_response)
        return answer

    def _account_of(self, authorization: str) -> str | None:
        key = authorization.partition("Credential=")[2].partition("/")[0]
        if len(key) == ACCOUNT_DIGITS and key.isdecimal():
            return key
        return None if _issued_by_moto(key) else self._account


def _issued_by_moto(key: str) -> bool:
    from moto.core import DEFAULT_ACCOUNT_ID
    from moto.iam.models import get_account_id_from

    return bool(get_account_id_from(key) != DEFAULT_ACCOUNT_ID)


class _Lines(io.TextIOBase):
    """Sends what moto prints to the bounded log."""

    def write(self, text: str) -> int:
        if text.strip():
            logging.getLogger("moto.printed").info(text.rstrip())
        return len(text)


def _detach() -> None:
    if os.fork():
        os._exit(0)
    os.setsid()
    if os.fork():  # a session leader could still get a terminal
        os._exit(0)


def _log_to(folder: Path) -> None:
    handler = RotatingFileHandler(folder / LOG_FILE, maxBytes=LOG_BYTES, backupCount=1)
    logging.basicConfig(
        level=logging.INFO, handlers=[handler], format="%(asctime)s %(name)s %(message)s"
    )
    sys.stdout = sys.stderr = _Lines()


def _bind(port: int, account: str) -> "BaseWSGIServer":
    from moto.moto_server.werkzeug_app import (
        DomainDispatcherApplication,
        MotoRequestHandler,
        create_backend_app,
    )
    from werkzeug.serving import make_server

    application = Accounts(DomainDispatcherApplication(create_backend_app), account)
    return make_server(
        HOST, port, application, threaded=True, request_handler=MotoRequestHandler
    )


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
    for descriptor in range(3):
        os.dup2(null, descriptor)


def _end(_signal: int, _frame: object) -> None:
    raise SystemExit(0)


def main(argv: Sequence[str] | None = None) -> int:
    """Detach, bind, announce, serve; SIGTERM and SIGINT end it with 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--account", required=True)
    arguments = parser.parse_args(argv)
    _detach()
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    web = _bind(arguments.port, arguments.account)
    _log_to(arguments.folder)
    pid = os.getpid()
    ticks = start_ticks(pid)
    assert ticks is not None  # we are running
    _announce(
        Server(
            pid=pid,
            start_ticks=ticks,
            boot_id=boot_id(),
            port=web.port,
            account=arguments.account,
            folder=arguments.folder,
        )
    )
    web.serve_forever()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
