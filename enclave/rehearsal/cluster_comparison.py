"""The cluster and its nodes, held against what is derived."""

from collections.abc import Iterator

from enclave.declaration.model import Declaration
from enclave.derive.cluster import EGRESS_MODE, ClusterSpec, cluster
from enclave.derive.keys import Purpose, key_name
from enclave.derive.names import resource_name
from enclave.derive.node_groups import NodeGroupSpec, node_groups
from enclave.derive.workloads import RoleKey, role_name
from enclave.rehearsal.comparison import NOT_DERIVED, NOT_STANDING, Comparison, comparison_of
from enclave.rehearsal.read_back import Held
from enclave.rehearsal.read_cluster import Cluster, Nodes

HOPS = 1
# Of a cluster the engine's state alone shows these: moto takes none of them.
ONLY_IN_STATE = ("access entries", "add-ons", "pod identities", "deletion protection")


def compare_cluster(declaration: Declaration, site: str, held: Held) -> tuple[Comparison, ...]:
    """Compare the cluster and its node groups; others in the site's network are not derived."""
    spec = cluster(declaration, site)
    standing = held.clusters.get(spec.name)
    problems = (f"cluster {spec.name} {p}" for p in _of_cluster(declaration, site, held, spec))
    more = sorted(held.clusters.keys() - {spec.name})
    return (
        comparison_of(
            "private cluster",
            {spec.name: tuple(problems)},
            more=tuple(f"cluster {name} {NOT_DERIVED}" for name in more),
        ),
        comparison_of(
            "FIPS node groups",
            _groups(declaration, site, held, standing),
            more=_more_groups(declaration, site, standing),
        ),
    )


def _of_cluster(
    declaration: Declaration, site: str, held: Held, spec: ClusterSpec
) -> Iterator[str]:
    found = held.clusters.get(spec.name)
    if found is None:
        yield NOT_STANDING
        return
    yield from _of_control_plane(declaration, site, spec, found)
    key = held.keys.get(spec.key)
    if key is None or found.key != key.arn:
        yield f"is not encrypted by {spec.key}"


def _of_control_plane(
    declaration: Declaration, site: str, spec: ClusterSpec, found: Cluster
) -> Iterator[str]:
    if not found.private:
        yield "can be reached from outside its network"
    if found.egress_mode != EGRESS_MODE:
        yield "sends what its control plane sends past our routes"
    for kind in sorted(set(spec.log_types) - found.logs):
        yield f"keeps no {kind} log"
    if found.groups != {resource_name(declaration, site, spec.group)}:
        yield f"stands in {', '.join(sorted(found.groups)) or 'no security group of ours'}"
    if found.role != role_name(declaration, site, RoleKey.CLUSTER):
        yield f"has the role {found.role}"
    if (found.version, found.services) != (spec.version, spec.service_block):
        yield f"has version {found.version} and services in {found.services}"


def _groups(
    declaration: Declaration, site: str, held: Held, standing: Cluster | None
) -> dict[str, tuple[str, ...]]:
    nodes = standing.nodes if standing else {}
    return {
        spec.name: tuple(
            f"node group {spec.name} {problem}"
            for problem in _of_group(declaration, site, held, spec, nodes.get(spec.name))
        )
        for spec in node_groups(declaration, site)
    }


def _more_groups(declaration: Declaration, site: str, standing: Cluster | None) -> tuple[str, ...]:
    derived = {spec.name for spec in node_groups(declaration, site)}
    more = sorted(standing.nodes.keys() - derived) if standing else ()
    return tuple(f"node group {name} {NOT_DERIVED}" for name in more)


def _of_group(
    declaration: Declaration, site: str, held: Held, spec: NodeGroupSpec, found: Nodes | None
) -> Iterator[str]:
    if found is None:
        yield NOT_STANDING
        return
    yield from _of_machines(declaration, site, held, spec, found)
    version = cluster(declaration, site).version
    if (found.image, found.version) != (spec.ami_type, version):
        yield f"runs {found.image} of version {found.version}"
    if found.sizes != (spec.count,) * 3:
        yield f"has from {found.sizes[0]} to {found.sizes[1]} nodes instead of {spec.count}"
    if found.labels != spec.labels:
        yield "has other labels"
    if found.taints != {(t.key, t.value, str(t.effect)) for t in spec.taints}:
        yield "has other taints"
    if (found.capacity, found.reservation) != (spec.capacity_type, spec.reservation):
        yield f"takes its machines from {found.reservation or found.capacity}"


def _of_machines(
    declaration: Declaration, site: str, held: Held, spec: NodeGroupSpec, found: Nodes
) -> Iterator[str]:
    if found.instance_type != spec.instance_type:
        yield f"starts {found.instance_type} instead of {spec.instance_type}"
    if found.groups != {resource_name(declaration, site, spec.group)}:
        yield f"stands in {', '.join(sorted(found.groups)) or 'the group of EKS'}"
    if found.key_pair:
        yield "has a key pair"
    if not found.tokens_only or found.hops != HOPS:
        yield "tells its role to more than itself"
    if found.role != role_name(declaration, site, RoleKey.NODES):
        yield f"has the role {found.role}"
    volumes = key_name(declaration, site, Purpose.VOLUMES, None)
    key = held.keys.get(volumes)
    if key is None or found.volume_keys != {key.arn}:
        yield f"has a volume that is not encrypted by {volumes}"
    if found.user_data != spec.user_data:
        yield "is told other settings when it starts"
