"""Every opening there is."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from enclave.declaration.model.base import KIND, Name, Part, Port, Text


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
    str,
    StringConstraints(
        pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.(door|connector|audit))?$", max_length=40
    ),
    Field(
        json_schema_extra={KIND: "a source, a neighbour, or SITE.door, SITE.connector, SITE.audit"},
        examples=["frankfurt.door"],
    ),
]
"""A source, a neighbour, or `site.part`."""


class Flow(Part):
    """One declared opening, from the side that connects to the side that listens (TCP)."""

    source: Place = Field(alias="from", description="The side that connects.")
    target: Place = Field(alias="to", description="The side that listens.")
    port: Port = Field(description="TCP port that the target listens on.")
    over: Transport = Field(description="What carries it.")
    owner: Name = Field(description="Who answers for it.")
    reason: Text = Field(description="Why it is open.")
