"""The `<site>-cloud` layer: what one site has in AWS.

Order: keys, what they encrypt, the network, what guards it, what runs in it. Data flows one way,
down this file.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.declaration.model import Declaration
from enclave.derive.door import Way
from enclave.derive.endpoints import fips_hosts
from enclave.derive.placement import cloud_placement

from ...components.isolated_network import IsolatedNetwork
from ...components.private_cluster import PrivateCluster
from ...export import Known, cloud_export
from ...providers import SiteProviderArgs, declare_provider, site_tags
from ...settings import Settings
from .account import declare_account
from .audit import declare_alarms, declare_cluster_logs, declare_query_logs, declare_trail
from .cluster import Ground, declare_cluster
from .door import Door, declare_door, declare_pulls
from .network import (
    declare_dns_firewall,
    declare_endpoints,
    declare_flow_logs,
    declare_network,
    declare_security_groups,
)
from .roles import Roles, declare_roles
from .runner import declare_runner, declare_sessions
from .site import Cloud
from .storage import Buckets, Keys, declare_buckets, declare_keys, declare_registry


@dataclass(frozen=True, kw_only=True)
class _Stands:
    """The components that the export tells of."""

    network: IsolatedNetwork
    keys: Keys
    buckets: Buckets
    roles: Roles
    door: Door
    cluster: PrivateCluster


def declare_cloud(
    declaration: Declaration, settings: Settings
) -> pulumi.Output[Mapping[str, object]]:
    """Declare the layer; what it returns later layers and other programs read (`Export`)."""
    cloud = Cloud(
        declaration=declaration,
        settings=settings,
        provider=_declare_provider(declaration, settings),
    )
    site_keys = declare_keys(cloud)
    declare_account(cloud, site_keys)
    site_buckets = declare_buckets(cloud, site_keys)
    declare_registry(cloud, site_keys)
    site_roles = declare_roles(cloud)
    audit = declare_trail(cloud, site_keys, site_buckets, site_roles)
    network = declare_network(cloud)
    declare_flow_logs(cloud, network, site_buckets)
    declare_query_logs(cloud, network, site_buckets)
    groups = declare_security_groups(cloud, network)
    declare_dns_firewall(cloud, network)
    site_endpoints = declare_endpoints(cloud, network, groups)
    door = declare_door(cloud, network, groups, site_buckets)
    declare_pulls(cloud, network, groups)
    declare_runner(cloud, network, groups, site_keys, site_roles)
    cluster = declare_cluster(
        cloud,
        Ground(
            network=network,
            groups=groups,
            endpoints=site_endpoints,
            keys=site_keys,
            roles=site_roles,
        ),
    )
    declare_sessions(cloud, cluster.endpoint)
    declare_cluster_logs(cloud, cluster, site_keys, site_buckets, site_roles)
    declare_alarms(cloud, site_keys, site_roles, audit)
    return _export(
        cloud,
        _Stands(
            network=network,
            keys=site_keys,
            buckets=site_buckets,
            roles=site_roles,
            door=door,
            cluster=cluster,
        ),
    )


def _declare_provider(declaration: Declaration, settings: Settings) -> aws.Provider:
    placement = cloud_placement(declaration, settings.site)
    return declare_provider(
        settings.site,
        SiteProviderArgs(
            region=placement.region,
            account=placement.account,
            tags=site_tags(settings.site),
            fips_hosts=fips_hosts(declaration, settings.site),
            rehearsal=settings.rehearsal,
        ),
    )


def _export(cloud: Cloud, stands: _Stands) -> pulumi.Output[Mapping[str, object]]:
    service = stands.door.service
    known = pulumi.Output.all(
        vpc=stands.network.vpc_id,
        keys={name: key.arn for name, key in stands.keys.items()},
        buckets={str(role): bucket.bucket for role, bucket in stands.buckets.items()},
        roles={key: role.arn for key, role in stands.roles.items()},
        target_group=stands.door.target_group(Way.PRIVATE_LINK),
        internal_target_group=stands.door.target_group(Way.INTERNAL),
        cluster=stands.cluster.cluster_name,
        endpoint_service=None if service is None else service.service_name,
    )
    return known.apply(
        lambda found: cloud_export(cloud.declaration, cloud.site, Known(**found)).to_outputs()
    )
