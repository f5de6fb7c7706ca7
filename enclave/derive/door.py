"""The ways in to the door of a cloud site: a load balancer for each kind of caller.

Salesforce comes by PrivateLink, callers of our own by a line. An endpoint service makes every
listener of its load balancer reachable, and PrivateLink traffic is not held by security groups, so
the two ways share no load balancer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from enclave.declaration.model import Declaration
from enclave.declaration.model.flows import Transport
from enclave.declaration.model.sites import SalesforcePath
from enclave.derive.connections import Port, connections
from enclave.derive.ends import OwnEnd, Role
from enclave.derive.names import short_name
from enclave.derive.placement import cloud_placement
from enclave.facts.salesforce import door_security_policy

HEALTH_PATH = "/ready"  # of Envoy's listener on DOOR_HEALTH


class Way(StrEnum):
    """How a caller comes to the door."""

    PRIVATE_LINK = "private-link"
    """Salesforce, through the endpoint service."""
    INTERNAL = "internal"
    """Callers of our own, over a line, with mTLS from end to end."""


class ListenerProtocol(StrEnum):
    """What a listener, and the way on to its targets, speaks."""

    TLS = "TLS"
    """Ended at the load balancer and begun anew to Envoy."""
    TCP = "TCP"
    """Passed on as it is."""


@dataclass(frozen=True, kw_only=True)
class DoorWay:
    """One load balancer, its listeners on `ports`, and the one target group behind them.

    `security_policy` is None where the load balancer ends no TLS. `proxy_protocol` (version 2)
    tells Envoy through which VPC endpoint a caller came. `name` has at most 32 characters.
    """

    way: Way
    name: str
    ports: tuple[int, ...]
    protocol: ListenerProtocol
    security_policy: str | None
    target_port: int
    proxy_protocol: bool
    health_port: int = int(Port.DOOR_HEALTH)
    health_path: str = HEALTH_PATH


def door_ways(declaration: Declaration, site: str) -> tuple[DoorWay, ...]:
    """The ways in that declared flows need; none without a flow to the door.

    Raises Problem for a data centre.
    """
    cloud_placement(declaration, site)  # refuses a data centre
    return tuple(_ways(declaration, site))


def has_way(declaration: Declaration, site: str, way: Way) -> bool:
    """Whether callers come to the door of a cloud site this way."""
    return any(each.way is way for each in door_ways(declaration, site))


def _ways(declaration: Declaration, site: str) -> Iterator[DoorWay]:
    private = _ports(declaration, site, private=True)
    if private and declaration.sites[site].salesforce_path is SalesforcePath.PRIVATE_CONNECT:
        yield DoorWay(
            way=Way.PRIVATE_LINK,
            name=short_name(declaration, site, "door-link"),
            ports=private,
            protocol=ListenerProtocol.TLS,
            security_policy=door_security_policy(),
            target_port=int(Port.DOOR_PRIVATE_LINK),
            proxy_protocol=True,
        )
    internal = _ports(declaration, site, private=False)
    if internal:
        yield DoorWay(
            way=Way.INTERNAL,
            name=short_name(declaration, site, "door-internal"),
            ports=internal,
            protocol=ListenerProtocol.TCP,
            security_policy=None,
            target_port=int(Port.DOOR_INTERNAL),
            proxy_protocol=False,
        )


def _ports(declaration: Declaration, site: str, *, private: bool) -> tuple[int, ...]:
    balancer = OwnEnd(site=site, role=Role.LOAD_BALANCER)
    return tuple(
        sorted(
            {
                connection.port
                for connection in connections(declaration)
                if connection.target == balancer
                and (connection.over is Transport.PRIVATE_LINK) is private
            }
        )
    )
