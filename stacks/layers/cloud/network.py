"""The network of a site, and what guards it."""

import json

from enclave.derive.buckets import DELIVERIES, BucketRole
from enclave.derive.dns_allow_list import dns_allow_list
from enclave.derive.endpoint_policies import endpoint_policy
from enclave.derive.endpoints import Endpoint, endpoints
from enclave.derive.ends import OwnEnd
from enclave.derive.placement import cloud_placement
from enclave.derive.security_groups import groups_of, security_groups
from enclave.derive.subnets import SubnetRole, plan_subnets

from ...components.dns_firewall import DnsFirewall, DnsFirewallArgs
from ...components.enclave_security_groups import EnclaveSecurityGroups, EnclaveSecurityGroupsArgs
from ...components.flow_logs import FlowLogs, FlowLogsArgs
from ...components.isolated_network import IsolatedNetwork, IsolatedNetworkArgs
from ...components.service_endpoints import EndpointArgs, ServiceEndpoints, ServiceEndpointsArgs
from .site import Cloud
from .storage import Buckets


def declare_network(cloud: Cloud) -> IsolatedNetwork:
    """Declare the VPC and its subnets; without any way out."""
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


def declare_flow_logs(cloud: Cloud, network: IsolatedNetwork, site_buckets: Buckets) -> None:
    """Declare the flow logs of the network, written to the locked bucket."""
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


def declare_security_groups(cloud: Cloud, network: IsolatedNetwork) -> EnclaveSecurityGroups:
    """Declare a group for each kind of machine, with the derived rules and no other."""
    return EnclaveSecurityGroups(
        "security-groups",
        EnclaveSecurityGroupsArgs(
            vpc_id=network.vpc_id, groups=security_groups(cloud.declaration, cloud.site)
        ),
        cloud.options(),
    )


def declare_dns_firewall(cloud: Cloud, network: IsolatedNetwork) -> None:
    """Declare the DNS firewall: names on the allow-list, and nothing else."""
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


def declare_endpoints(
    cloud: Cloud, network: IsolatedNetwork, groups: EnclaveSecurityGroups
) -> ServiceEndpoints:
    """Declare the interface endpoints of AWS services, each with its policy."""
    return ServiceEndpoints(
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
