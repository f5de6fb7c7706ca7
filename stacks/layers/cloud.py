"""The `<site>-cloud` layer: keys, storage, registry and network of one site in AWS.

Order: keys, what they encrypt, the network, what guards it. Data flows one way, down this file.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pulumi
import pulumi_aws as aws

from enclave.declaration.model import Declaration
from enclave.derive.bucket_policies import bucket_policy
from enclave.derive.buckets import DELIVERIES, RECORDS, BucketRole, BucketSpec, LockMode, buckets
from enclave.derive.dns_allow_list import dns_allow_list
from enclave.derive.endpoint_policies import endpoint_policy
from enclave.derive.endpoints import Endpoint, endpoints, fips_hosts
from enclave.derive.ends import OwnEnd
from enclave.derive.key_policies import key_policy
from enclave.derive.keys import KeySpec, Purpose, key_name, keys
from enclave.derive.names import organization_slug
from enclave.derive.placement import cloud_placement
from enclave.derive.repositories import repositories
from enclave.derive.repository_policies import repository_policy
from enclave.derive.security_groups import groups_of, security_groups
from enclave.derive.subnets import SubnetRole, plan_subnets

from ..components.dns_firewall import DnsFirewall, DnsFirewallArgs
from ..components.enclave_bucket import EnclaveBucket, EnclaveBucketArgs
from ..components.enclave_security_groups import EnclaveSecurityGroups, EnclaveSecurityGroupsArgs
from ..components.encryption_key import EncryptionKey, EncryptionKeyArgs
from ..components.flow_logs import FlowLogs, FlowLogsArgs
from ..components.image_registry import ImageRegistry, ImageRegistryArgs
from ..components.isolated_network import IsolatedNetwork, IsolatedNetworkArgs
from ..components.service_endpoints import EndpointArgs, ServiceEndpoints, ServiceEndpointsArgs
from ..export import cloud_export
from ..providers import SiteProviderArgs, declare_provider, site_tags
from ..settings import Settings

Keys = Mapping[str, EncryptionKey]  # by name
Buckets = Mapping[BucketRole, EnclaveBucket]


@dataclass(frozen=True, kw_only=True)
class Cloud:
    """What every part of the layer needs to know: the declaration, the site, how it is deployed."""

    declaration: Declaration
    settings: Settings
    provider: aws.Provider

    @property
    def site(self) -> str:
        """Name of the site."""
        return self.settings.site

    @property
    def prefix(self) -> str:
        """What the names of its resources begin with."""
        return f"{organization_slug(self.declaration)}-{self.site}"

    def options(self, *, protected: bool = False) -> pulumi.ResourceOptions:
        """Options of a component: the site's provider, and protection where things must last."""
        return pulumi.ResourceOptions(
            provider=self.provider, protect=protected and self.settings.lasting
        )


def declare_cloud(
    declaration: Declaration, settings: Settings
) -> pulumi.Output[Mapping[str, object]]:
    """Declare the layer; what it returns later layers and other programs read (`Export`)."""
    cloud = Cloud(
        declaration=declaration,
        settings=settings,
        provider=_declare_provider(declaration, settings),
    )
    site_keys = _declare_keys(cloud)
    site_buckets = _declare_buckets(cloud, site_keys)
    _declare_registry(cloud, site_keys)
    network = _declare_network(cloud)
    _declare_flow_logs(cloud, network, site_buckets)
    groups = _declare_security_groups(cloud, network)
    _declare_dns_firewall(cloud, network)
    _declare_endpoints(cloud, network, groups)
    return _export(cloud, network, site_keys, site_buckets)


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


def _declare_keys(cloud: Cloud) -> Keys:
    specs = keys(cloud.declaration, cloud.site)
    return {spec.name: _declare_key(cloud, spec) for spec in specs}


def _declare_key(cloud: Cloud, spec: KeySpec) -> EncryptionKey:
    role = f"{spec.data_class}-{spec.purpose}" if spec.data_class else spec.purpose
    subject = f"class {spec.data_class}, " if spec.data_class else ""
    return EncryptionKey(
        f"key-{role}",
        EncryptionKeyArgs(
            alias=spec.name,
            description=f"{cloud.declaration.organization.name}, {cloud.site}: {subject}"
            f"{spec.purpose}",
            policy=json.dumps(key_policy(cloud.declaration, cloud.site, spec)),
            rotation_days=spec.rotation_days,
        ),
        cloud.options(protected=True),
    )


def _declare_buckets(cloud: Cloud, site_keys: Keys) -> Buckets:
    specs = buckets(cloud.declaration, cloud.site)
    return {spec.role: _declare_bucket(cloud, spec, site_keys) for spec in specs}


def _declare_bucket(cloud: Cloud, derived: BucketSpec, site_keys: Keys) -> EnclaveBucket:
    spec = _removable(derived) if not cloud.settings.lasting else derived
    own = site_keys[spec.key].arn
    others = [site_keys[name].arn for name in spec.other_keys]
    policy = pulumi.Output.all(own, *others).apply(
        lambda arns: json.dumps(bucket_policy(cloud.declaration, cloud.site, spec, key_arns=arns))
    )
    return EnclaveBucket(
        f"bucket-{spec.role}",
        EnclaveBucketArgs(
            spec=spec, key_arn=own, policy=policy, removable=not cloud.settings.lasting
        ),
        cloud.options(protected=spec.role in RECORDS),
    )


def _removable(spec: BucketSpec) -> BucketSpec:
    # Compliance mode would outlast the rehearsal: nobody at all could undo it.
    return replace(spec, lock_mode=LockMode.GOVERNANCE) if spec.lock_mode else spec


def _declare_registry(cloud: Cloud, site_keys: Keys) -> ImageRegistry:
    key = key_name(cloud.declaration, cloud.site, Purpose.REGISTRY, None)
    return ImageRegistry(
        "registry",
        ImageRegistryArgs(
            repositories=repositories(cloud.declaration, cloud.site),
            key_arn=site_keys[key].arn,
            policy=json.dumps(repository_policy(cloud.declaration, cloud.site)),
            removable=not cloud.settings.lasting,
        ),
        cloud.options(protected=True),
    )


def _declare_network(cloud: Cloud) -> IsolatedNetwork:
    placement = cloud_placement(cloud.declaration, cloud.site)
    return IsolatedNetwork(
        "network",
        IsolatedNetworkArgs(
            prefix=cloud.prefix,
            region=placement.region,
            block=placement.network,
            subnets=plan_subnets(cloud.declaration, cloud.site),
        ),
        cloud.options(),
    )


def _declare_flow_logs(cloud: Cloud, network: IsolatedNetwork, site_buckets: Buckets) -> None:
    FlowLogs(
        "flow-logs",
        FlowLogsArgs(
            prefix=cloud.prefix,
            vpc_id=network.vpc_id,
            bucket_arn=site_buckets[BucketRole.FLOW_LOGS].arn,
            hive_partitions=DELIVERIES[BucketRole.FLOW_LOGS].hive_partitions,
        ),
        cloud.options(),
    )


def _declare_security_groups(cloud: Cloud, network: IsolatedNetwork) -> EnclaveSecurityGroups:
    return EnclaveSecurityGroups(
        "security-groups",
        EnclaveSecurityGroupsArgs(
            vpc_id=network.vpc_id, groups=security_groups(cloud.declaration, cloud.site)
        ),
        cloud.options(),
    )


def _declare_dns_firewall(cloud: Cloud, network: IsolatedNetwork) -> None:
    DnsFirewall(
        "dns-firewall",
        DnsFirewallArgs(
            prefix=cloud.prefix,
            vpc_id=network.vpc_id,
            allowed=dns_allow_list(cloud.declaration, cloud.site),
            pinned=cloud.settings.lasting,
        ),
        cloud.options(),
    )


def _declare_endpoints(
    cloud: Cloud, network: IsolatedNetwork, groups: EnclaveSecurityGroups
) -> None:
    ServiceEndpoints(
        "endpoints",
        ServiceEndpointsArgs(
            prefix=cloud.prefix,
            vpc_id=network.vpc_id,
            subnet_ids=network.subnet_ids[SubnetRole.ENDPOINT],
            endpoints=[
                _endpoint(cloud, endpoint, groups)
                for endpoint in endpoints(cloud.declaration, cloud.site)
            ],
        ),
        cloud.options(),
    )


def _endpoint(cloud: Cloud, endpoint: Endpoint, groups: EnclaveSecurityGroups) -> EndpointArgs:
    (group,) = groups_of(cloud.declaration, OwnEnd(site=cloud.site, role=endpoint.part))
    return EndpointArgs(
        service=endpoint.service,
        service_name=endpoint.service_name,
        policy=json.dumps(endpoint_policy(cloud.declaration, cloud.site, endpoint.service)),
        security_group_id=groups.ids[group],
    )


def _export(
    cloud: Cloud, network: IsolatedNetwork, site_keys: Keys, site_buckets: Buckets
) -> pulumi.Output[Mapping[str, object]]:
    known = pulumi.Output.all(
        vpc=network.vpc_id,
        keys={name: key.arn for name, key in site_keys.items()},
        buckets={str(role): bucket.bucket for role, bucket in site_buckets.items()},
    )
    return known.apply(
        lambda found: cloud_export(
            cloud.declaration,
            cloud.site,
            vpc=found["vpc"],
            key_arns=found["keys"],
            buckets=found["buckets"],
        ).to_outputs()
    )
