"""Where the enclave runs: AWS accounts and data centres."""

from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network
from typing import Annotated

from pydantic import Field, StringConstraints

from enclave.declaration.model.base import AccountId, Country, Name, Part
from enclave.declaration.model.quantities import Duration

Zone = Annotated[str, StringConstraints(pattern=r"^[a-z]$")]
InstanceType = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$")]
MigProfile = Annotated[str, StringConstraints(pattern=r"^\d+g\.\d+gb$")]


class Use(StrEnum):
    """What a site is for; only `production` gets locks that nobody can undo."""

    PRODUCTION = "production"
    CANARY = "canary"


class SalesforcePath(StrEnum):
    """How Salesforce reaches the door of a site."""

    PRIVATE_CONNECT = "private_connect"
    NONE = "none"


class AwsPlacement(Part):
    """Account, region and network of a cloud site."""

    account: AccountId
    region: str
    zones: Annotated[tuple[Zone, ...], Field(min_length=2, max_length=4)]
    network: IPv4Network


class NodeGroup(Part):
    """Nodes without GPUs."""

    type: InstanceType
    count: Annotated[int, Field(ge=1, le=100)]


class GpuNodeGroup(NodeGroup):
    """Nodes with GPUs; `mig` cuts each GPU into slices of one profile."""

    mig: MigProfile | None = None


class Nodes(Part):
    """Node groups of a cloud site."""

    system: NodeGroup
    gpu: GpuNodeGroup | None = None


class Datacenter(Part):
    """Country, network and bastion of a data centre."""

    country: Country
    network: IPv4Network
    bastion: IPv4Address


class HostRole(StrEnum):
    """What a data-centre host does."""

    CONTROL = "control"
    SYSTEM = "system"
    GPU = "gpu"


class Host(Part):
    """A machine in a data centre."""

    role: HostRole
    address: IPv4Address
    gpu: str | None = None
    gpus: Annotated[int, Field(ge=1, le=16)] | None = None
    mig: MigProfile | None = None


class Site(Part):
    """One site: either `aws` with `nodes` or `datacenter` with `hosts`."""

    use: Use
    audit_retention: Duration
    aws: AwsPlacement | None = None
    salesforce_path: SalesforcePath = SalesforcePath.NONE
    nodes: Nodes | None = None
    datacenter: Datacenter | None = None
    hosts: dict[Name, Host] = Field(default_factory=dict)


class Neighbour(Part):
    """The far end of a flow, in the organization's own network."""

    network: IPv4Network
    country: Country
