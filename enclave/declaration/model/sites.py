"""Where the enclave runs: AWS accounts and data centres."""

from enum import StrEnum
from ipaddress import IPv4Address
from typing import Annotated

from pydantic import BeforeValidator, Field, Strict, StringConstraints, WithJsonSchema

from enclave.declaration.model.base import (
    ADDRESS,
    KIND,
    AccountId,
    Country,
    Name,
    Network,
    Part,
    text_only,
)
from enclave.declaration.model.organization import Region
from enclave.declaration.model.quantities import Duration


def _address(value: object) -> object:
    return value if isinstance(value, IPv4Address) else text_only(value)


Address = Annotated[
    IPv4Address,
    BeforeValidator(_address),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": ADDRESS,
            KIND: "an IPv4 address",
            "examples": ["10.60.0.2"],
        }
    ),
]
Zone = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]$"),
    Field(json_schema_extra={KIND: "the letter of an availability zone"}, examples=["a"]),
]
InstanceType = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$", max_length=40),
    Field(json_schema_extra={KIND: "an EC2 instance type"}, examples=["m7i.2xlarge"]),
]
MigProfile = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]g\.[0-9]{1,3}gb$"),
    Field(json_schema_extra={KIND: "a MIG profile"}, examples=["3g.40gb"]),
]
GpuName = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 -]{0,30}$"),
    Field(json_schema_extra={KIND: "a GPU"}, examples=["L40S"]),
]
KubernetesVersion = Annotated[
    str,
    StringConstraints(pattern=r"^1\.[0-9]{2}$"),
    Field(json_schema_extra={KIND: "a version of Kubernetes, quoted"}, examples=["1.36"]),
]
ReservationId = Annotated[
    str,
    StringConstraints(pattern=r"^cr-[0-9a-f]{8,17}$"),
    Field(
        json_schema_extra={KIND: "the id of a capacity reservation"},
        examples=["cr-0a1b2c3d4e5f67890"],
    ),
]
NodeCount = Annotated[
    int,
    Strict(),
    Field(ge=1, le=100, json_schema_extra={KIND: "a number of nodes from 1 to 100"}, examples=[3]),
]


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

    account: AccountId = Field(description="AWS account that the site stands in.")
    region: Region = Field(description="AWS region, one of jurisdiction.regions.")
    zones: Annotated[tuple[Zone, ...], Field(min_length=2, max_length=4)] = Field(
        description="Availability zones by letter; add new ones at the end."
    )
    network: Network = Field(description="Private block of the VPC, from /16 to /20.")
    kubernetes: KubernetesVersion | None = Field(
        default=None, description="Version of the cluster; absent: the newest that the kit knows."
    )


class NodeGroup(Part):
    """Nodes without GPUs."""

    type: InstanceType = Field(description="EC2 instance type.")
    count: NodeCount = Field(description="Nodes in the group.")


class CapacityKind(StrEnum):
    """How capacity was bought; not the way in which nodes without it are bought (on demand)."""

    RESERVED = "reserved"
    BLOCK = "block"
    """For a time that was paid in advance; nodes end with it."""


class Capacity(Part):
    """A capacity reservation that nodes are started in, and nowhere else."""

    kind: CapacityKind = Field(description="`reserved`, or `block` for a capacity block.")
    reservation: ReservationId = Field(description="Its id in the site's account.")
    zone: Zone = Field(description="The one zone that it is in.")


class GpuNodeGroup(NodeGroup):
    """Nodes with GPUs; `mig` cuts each GPU into slices of one profile."""

    mig: MigProfile | None = Field(default=None, description="Cut each GPU into such slices.")
    capacity: Capacity | None = Field(
        default=None, description="Start them in this capacity reservation."
    )


class Nodes(Part):
    """Node groups of a cloud site."""

    system: NodeGroup = Field(description="Door, functions, audit and models without GPU.")
    gpu: GpuNodeGroup | None = Field(default=None, description="Models with GPU.")


class Datacenter(Part):
    """Country, network and bastion of a data centre."""

    country: Country = Field(description="Where it stands.")
    network: Network = Field(description="Private block of its hosts.")
    bastion: Address = Field(description="The machine that playbooks run from.")


class HostRole(StrEnum):
    """What a data-centre host does."""

    CONTROL = "control"
    SYSTEM = "system"
    GPU = "gpu"


GpuCount = Annotated[
    int,
    Strict(),
    Field(ge=1, le=16, json_schema_extra={KIND: "a number of GPUs from 1 to 16"}, examples=[4]),
]


class Host(Part):
    """A machine in a data centre."""

    role: HostRole = Field(description="What the host does.")
    address: Address = Field(description="Its one address, inside the data centre's network.")
    gpu: GpuName | None = Field(default=None, description="GPU model; only with role gpu.")
    gpus: GpuCount | None = Field(default=None, description="How many; only with role gpu.")
    mig: MigProfile | None = Field(default=None, description="Cut each GPU into such slices.")


class Site(Part):
    """One site: either `aws` with `nodes` or `datacenter` with `hosts`."""

    use: Use = Field(description="`production` gets locks that nobody can undo.")
    audit_retention: Duration = Field(description="How long audit records are locked.")
    aws: AwsPlacement | None = Field(default=None, description="A cloud site.")
    salesforce_path: SalesforcePath = Field(
        default=SalesforcePath.NONE,
        description="How Salesforce reaches the door: AWS sites of partition aws only.",
    )
    nodes: Nodes | None = Field(default=None, description="Node groups, with aws.")
    datacenter: Datacenter | None = Field(default=None, description="A data centre.")
    hosts: dict[Name, Host] = Field(default_factory=dict, description="Hosts, with datacenter.")


class Neighbour(Part):
    """The far end of a flow, in the organization's own network."""

    network: Network = Field(description="Its private block.")
    country: Country = Field(description="Where it stands.")
