"""What stands before moto: accounts, zones that it lacks, and a plain "not implemented"."""

import functools
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import BaseWSGIServer, make_server

from enclave.rehearsal.aws import landing_zone
from enclave.rehearsal.aws.identity import HOST

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

ACCOUNT_DIGITS = 12
NOT_IMPLEMENTED = "501 Not Implemented"
SOVEREIGN_REGION = "eusc-de-east-1"  # moto 5.2.5 knows the region and none of its zones

_log = logging.getLogger("moto")


class Front:
    """WSGI application: moto, for the account that the request belongs to.

    An access key id of twelve digits is the account itself; a key that moto issued (AssumeRole)
    belongs to the account that it was issued in; every other key to the rehearsal's own account.
    What moto does not implement is answered 501 without a body, in every protocol of AWS.
    """

    def __init__(self, moto: "WSGIApplication", *, account: str) -> None:
        self._moto = moto
        self._account = account

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        if environ["PATH_INFO"] == landing_zone.PATH:
            return landing_zone.answer(environ, start_response)
        authorization = environ.get("HTTP_AUTHORIZATION", "")
        if "/ec2/" in authorization:
            _add_sovereign_zones()
        account = self._account_of(authorization)
        if account is not None:
            environ.setdefault("HTTP_X_MOTO_ACCOUNT_ID", account)
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], *_: object) -> Any:  # noqa: ANN401
            started.append((status, headers))

        try:
            body = self._moto(environ, start)
        except NotImplementedError as error:
            _log.info("not implemented: %s", error)
            return _refused(start_response)
        status, headers = started[-1]
        if environ["REQUEST_METHOD"] != "HEAD" and _is_unknown_path(status, headers):
            return _refused(start_response)
        start_response(status, headers)
        return body

    def _account_of(self, authorization: str) -> str | None:
        key = authorization.partition("Credential=")[2].partition("/")[0]
        if len(key) == ACCOUNT_DIGITS and key.isdecimal():
            return key
        return None if _is_issued(key) else self._account


class _Handler(MotoRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002
        _log.info("%s %s %s", self.command, self.path, code)


def bind(*, port: int, account: str) -> BaseWSGIServer:
    """Return a server that already listens on the loopback; port 0 lets the kernel choose."""
    front = Front(DomainDispatcherApplication(create_backend_app), account=account)
    return make_server(HOST, port, front, threaded=True, request_handler=_Handler)


# moto's services are imported when they are first asked for: EC2 takes a second, which the start of
# the server would wait for.


def _is_issued(key: str) -> bool:
    from moto.iam.models import get_account_id_from  # noqa: PLC0415  see above

    return bool(get_account_id_from(key) != DEFAULT_ACCOUNT_ID)


@functools.cache
def _add_sovereign_zones() -> None:
    from moto.ec2.models.availability_zones_and_regions import (  # noqa: PLC0415  see above
        RegionsAndZonesBackend,
        Zone,
    )

    RegionsAndZonesBackend.zones[SOVEREIGN_REGION] = [
        Zone(f"{SOVEREIGN_REGION}{letter}", SOVEREIGN_REGION, f"eusc-de-east-1-az{number}")
        for number, letter in enumerate("abc", start=1)
    ]


def _is_unknown_path(status: str, headers: list[tuple[str, str]]) -> bool:
    # S3 says "not found" in XML, others in JSON; a web page means that moto has no such path.
    kind = {name.lower(): value for name, value in headers}.get("content-type", "")
    return status.startswith("404") and kind.startswith("text/html")


def _refused(start_response: "StartResponse") -> Iterable[bytes]:
    start_response(NOT_IMPLEMENTED, [("Content-Length", "0")])
    return [b""]
