"""Node groups of a cloud site: FIPS Bottlerocket, with what a node is told when it starts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from enclave.declaration.model import Declaration
from enclave.declaration.model.sites import Capacity, CapacityKind, GpuNodeGroup, NodeGroup
from enclave.derive.ends import Role
from enclave.derive.names import resource_name
from enclave.derive.node_settings import node_settings
from enclave.derive.placement import cloud_placement
from enclave.derive.security_groups import Group
from enclave.facts.eks import fips_image
from enclave.facts.instance_types import instance_type
from enclave.problems import Problem

NODES_LABEL = "enclave/nodes"  # system or gpu: what pods choose their nodes by
MIG_LABEL = "enclave/mig"  # the profile that the GPUs of a node are cut by
CLUSTER_TAG = "cluster.k8s.amazonaws.com/name"  # by which the role of the CNI tells interfaces
ROOT_GIB = 8  # more than the image itself; nothing is stored there
DATA_GIB = {Group.SYSTEM: 100, Group.GPU: 500}  # images and, on GPU nodes, weights
GPU_TAINT = "nvidia.com/gpu"  # the taint that device plugins of NVIDIA tolerate by themselves


class CapacityType(StrEnum):
    """How EKS gets the machines; a capacity reservation is none of these, but used by them."""

    ON_DEMAND = "ON_DEMAND"
    CAPACITY_BLOCK = "CAPACITY_BLOCK"


class Effect(StrEnum):
    """What a taint does to pods that do not tolerate it, as EKS spells it."""

    NO_SCHEDULE = "NO_SCHEDULE"


@dataclass(frozen=True, kw_only=True)
class Taint:
    """A taint on every node of a group."""

    key: str
    value: str
    effect: Effect


@dataclass(frozen=True, kw_only=True)
class NodeGroupSpec:
    """One group of `count` nodes: never more, never fewer, so its cost and its GPUs are known.

    `zones` are those of the subnets that its nodes stand in. `user_data` is TOML, and not encoded.
    """

    name: str
    role: Role
    group: Group
    instance_type: str
    ami_type: str
    count: int
    root_gib: int
    data_gib: int
    zones: tuple[str, ...]
    labels: Mapping[str, str]
    taints: tuple[Taint, ...]
    user_data: str
    capacity_type: CapacityType
    reservation: str | None


def node_groups(declaration: Declaration, site: str) -> tuple[NodeGroupSpec, ...]:
    """The node groups of a cloud site: system, and gpu where declared.

    Raises Problem for a data centre, and for a type that no FIPS image is known for.
    """
    cloud_placement(declaration, site)  # refuses a data centre
    return tuple(_groups(declaration, site))


def _groups(declaration: Declaration, site: str) -> Iterator[NodeGroupSpec]:
    nodes = declaration.sites[site].nodes
    if nodes is None:
        return
    yield _spec(declaration, site, Role.SYSTEM_NODES, nodes.system)
    if nodes.gpu is not None:
        yield _spec(declaration, site, Role.GPU_NODES, nodes.gpu)


def _spec(declaration: Declaration, site: str, role: Role, declared: NodeGroup) -> NodeGroupSpec:
    gpu = declared if isinstance(declared, GpuNodeGroup) else None
    capacity = gpu.capacity if gpu else None
    group = Group.GPU if gpu else Group.SYSTEM
    return NodeGroupSpec(
        name=resource_name(declaration, site, group),
        role=role,
        group=group,
        instance_type=declared.type,
        ami_type=_image(site, group, declared.type),
        count=declared.count,
        root_gib=ROOT_GIB,
        data_gib=DATA_GIB[group],
        zones=(capacity.zone,) if capacity else cloud_placement(declaration, site).zones,
        labels={NODES_LABEL: str(group)} | ({MIG_LABEL: gpu.mig} if gpu and gpu.mig else {}),
        taints=(Taint(key=GPU_TAINT, value="present", effect=Effect.NO_SCHEDULE),) if gpu else (),
        user_data=node_settings(gpu),
        capacity_type=_capacity_type(capacity),
        reservation=capacity.reservation if capacity else None,
    )


def _capacity_type(capacity: Capacity | None) -> CapacityType:
    block = capacity is not None and capacity.kind is CapacityKind.BLOCK
    return CapacityType.CAPACITY_BLOCK if block else CapacityType.ON_DEMAND


def _image(site: str, group: Group, type_: str) -> str:
    known = instance_type(type_)
    image = fips_image(known.architecture, gpu=group is Group.GPU) if known else None
    if image is None:
        raise Problem(
            where=f"sites.{site}.nodes.{group}.type",
            problem=f"no FIPS node image is known for {type_}",
            fix="use a type that enclave validate knows",
        )
    return image
