"""The cluster of a site: control plane, roles of pods, add-ons, nodes, as each needs the last."""

from dataclasses import dataclass

from enclave.derive.access_entries import access_entries
from enclave.derive.add_ons import ADD_ONS
from enclave.derive.cluster import cluster
from enclave.derive.keys import Purpose, key_name
from enclave.derive.node_groups import NodeGroupSpec, node_groups
from enclave.derive.placement import cloud_placement
from enclave.derive.subnets import SubnetRole
from enclave.derive.workloads import RoleKey, workloads

from ...components.cluster_add_ons import ClusterAddOns, ClusterAddOnsArgs
from ...components.enclave_security_groups import EnclaveSecurityGroups
from ...components.isolated_network import IsolatedNetwork
from ...components.node_group import NodeGroup, NodeGroupArgs
from ...components.pod_identities import PodIdentities, PodIdentitiesArgs, PodIdentity
from ...components.private_cluster import PrivateCluster, PrivateClusterArgs
from ...components.service_endpoints import ServiceEndpoints
from ...providers import site_tags
from .roles import Roles
from .site import Cloud
from .storage import Keys


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What the cluster stands on."""

    network: IsolatedNetwork
    groups: EnclaveSecurityGroups
    endpoints: ServiceEndpoints
    keys: Keys
    roles: Roles


def declare_cluster(cloud: Cloud, ground: Ground) -> PrivateCluster:
    """Declare the control plane and all that makes nodes of it join and pods get their roles."""
    control_plane = _declare_control_plane(cloud, ground)
    identities = _declare_identities(cloud, ground, control_plane)
    add_ons = ClusterAddOns(
        "add-ons",
        ClusterAddOnsArgs(cluster_name=control_plane.cluster_name, add_ons=ADD_ONS),
        cloud.options(after=[identities]),  # the CNI has no other permission than its role
    )
    for spec in node_groups(cloud.declaration, cloud.site):
        _declare_nodes(cloud, ground, control_plane, spec, add_ons)
    return control_plane


def _declare_control_plane(cloud: Cloud, ground: Ground) -> PrivateCluster:
    spec = cluster(cloud.declaration, cloud.site)
    return PrivateCluster(
        "cluster",
        PrivateClusterArgs(
            spec=spec,
            role_arn=ground.roles[RoleKey.CLUSTER].arn,
            subnet_ids=ground.network.subnet_ids[spec.subnets],
            security_group_id=ground.groups.ids[spec.group],
            key_arn=ground.keys[spec.key].arn,
            log_key_arn=ground.keys[spec.log_key].arn,
            access=access_entries(cloud.declaration, cloud.site),
            tags=site_tags(cloud.site),
            lasting=cloud.settings.lasting,
        ),
        # Entries name roles of the site, which have to be there.
        cloud.options(protected=True, after=list(ground.roles.values())),
    )


def _declare_identities(
    cloud: Cloud, ground: Ground, control_plane: PrivateCluster
) -> PodIdentities:
    return PodIdentities(
        "pods",
        PodIdentitiesArgs(
            cluster_name=control_plane.cluster_name,
            identities={
                key: PodIdentity(workload=workload, role_arn=ground.roles[key].arn)
                for key, workload in workloads(cloud.declaration, cloud.site).items()
            },
        ),
        cloud.options(),
    )


def _declare_nodes(
    cloud: Cloud,
    ground: Ground,
    control_plane: PrivateCluster,
    spec: NodeGroupSpec,
    add_ons: ClusterAddOns,
) -> None:
    volumes = key_name(cloud.declaration, cloud.site, Purpose.VOLUMES, None)
    zones = cloud_placement(cloud.declaration, cloud.site).zones
    subnets = dict(zip(zones, ground.network.subnet_ids[SubnetRole.WORKLOAD], strict=True))
    NodeGroup(
        f"nodes-{spec.group}",
        NodeGroupArgs(
            spec=spec,
            version=cluster(cloud.declaration, cloud.site).version,
            cluster_name=control_plane.cluster_name,
            role_arn=ground.roles[RoleKey.NODES].arn,
            subnet_ids=[subnets[zone] for zone in spec.zones],
            security_group_id=ground.groups.ids[spec.group],
            key_arn=ground.keys[volumes].arn,
            tags=site_tags(cloud.site),
        ),
        # A node that cannot pull or join is taken for broken, and the group with it.
        cloud.options(after=[add_ons, ground.endpoints]),
    )
