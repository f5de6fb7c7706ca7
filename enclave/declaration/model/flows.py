"""Every opening there is."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from enclave.declaration.model.base import Name, Part, Port, Text


class Transport(StrEnum):
    """What carries a flow; none of them touches the internet."""

    PRIVATE_LINK = "private_link"
    LEASED_LINE = "leased_line"
    LOCAL_NETWORK = "local_network"


class SitePart(StrEnum):
    """The parts of a site that a flow may join."""

    DOOR = "door"
    CONNECTOR = "connector"
    AUDIT = "audit"


Place = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.(door|connector|audit))?$", max_length=40)
]
"""A source, a neighbour, or `site.part`."""


class Flow(Part):
    """One declared opening, from the side that connects to the side that listens (TCP)."""

    source: Annotated[Place, Field(alias="from")]
    target: Annotated[Place, Field(alias="to")]
    port: Port
    over: Transport
    owner: Name
    reason: Text
