"""FIPS hosts that the facts claim have an address: the SDK would fall back or fail without."""

import socket
from collections.abc import Iterator

from enclave.derive.endpoints import fips_hosts
from enclave.preflight.check import Check, Context, Said
from enclave.problems import Problem, Severity, State


def _look(context: Context) -> Iterator[Said]:
    for service, host in fips_hosts(context.declaration, context.site).items():
        if context.account.answered_by is not None:
            yield Said(
                subject=host,
                message=f"{host} was not asked for: this is not AWS",
                fix="look again with an account of AWS",
                state=State.SKIP,
            )
        elif not _resolves(host):
            yield Said(
                subject=host,
                message=f"{host}, the FIPS host of {service}, has no address",
                fix="upgrade sovereign-enclave: its facts claim a host that is not there",
            )


def _resolves(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM))
    except socket.gaierror as error:
        if error.errno == socket.EAI_NONAME:
            return False
        raise Problem(
            where=host,
            problem=f"could not be looked up: {error.strerror}",
            fix="see that this machine resolves names of AWS",
        ) from error


CHECK = Check(
    id="PREFLIGHT_FIPS_HOSTS",
    title="FIPS hosts that are claimed have an address",
    severity=Severity.HIGH,
    look=_look,
)
