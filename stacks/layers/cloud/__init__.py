"""The `<site>-cloud` layer: what one site has in AWS.

Order: keys, what they encrypt, the network, what guards it. Data flows one way, down this file.
"""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from enclave.declaration.model import Declaration
from enclave.derive.endpoints import fips_hosts
from enclave.derive.placement import cloud_placement

from ...components.isolated_network import IsolatedNetwork
from ...export import Known, cloud_export
from ...providers import SiteProviderArgs, declare_provider, site_tags
from ...settings import Settings
from .network import (
    declare_dns_firewall,
    declare_endpoints,
    declare_flow_logs,
    declare_network,
    declare_security_groups,
)
from .roles import Roles, declare_roles
from .site import Cloud
from .storage import Buckets, Keys, declare_buckets, declare_keys, declare_registry


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
    site_buckets = declare_buckets(cloud, site_keys)
    declare_registry(cloud, site_keys)
    site_roles = declare_roles(cloud)
    network = declare_network(cloud)
    declare_flow_logs(cloud, network, site_buckets)
    groups = declare_security_groups(cloud, network)
    declare_dns_firewall(cloud, network)
    declare_endpoints(cloud, network, groups)
    return _export(cloud, network, site_keys, site_buckets, site_roles)


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


def _export(
    cloud: Cloud,
    network: IsolatedNetwork,
    site_keys: Keys,
    site_buckets: Buckets,
    site_roles: Roles,
) -> pulumi.Output[Mapping[str, object]]:
    known = pulumi.Output.all(
        vpc=network.vpc_id,
        keys={name: key.arn for name, key in site_keys.items()},
        buckets={str(role): bucket.bucket for role, bucket in site_buckets.items()},
        roles={key: role.arn for key, role in site_roles.items()},
    )
    return known.apply(
        lambda found: cloud_export(cloud.declaration, cloud.site, Known(**found)).to_outputs()
    )
