"""The door of a site, seen from outside the cluster; and the way of pulls to Salesforce."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from enclave.derive.buckets import BucketRole
from enclave.derive.door import DoorWay, Way, door_ways
from enclave.derive.salesforce_pulls import pulled_domains
from enclave.derive.security_groups import Group
from enclave.derive.subnets import SubnetRole

from ...components.door_balancer import DoorBalancer, DoorBalancerArgs
from ...components.door_service import DoorService, DoorServiceArgs
from ...components.enclave_security_groups import EnclaveSecurityGroups
from ...components.isolated_network import IsolatedNetwork
from ...components.salesforce_link import SalesforceLink, SalesforceLinkArgs
from ...supplied import DOOR_NAME, SALESFORCE_PRINCIPAL, SALESFORCE_SERVICE, given
from .site import Cloud
from .storage import Buckets


@dataclass(frozen=True, kw_only=True)
class Door:
    """The load balancers by the way that they serve, and the endpoint service if there is one."""

    balancers: Mapping[Way, DoorBalancer]
    service: DoorService | None

    def target_group(self, way: Way) -> pulumi.Output[str] | None:
        """ARN of the target group behind a way in; None where nobody comes that way."""
        balancer = self.balancers.get(way)
        return None if balancer is None else balancer.target_group_arn


def declare_door(
    cloud: Cloud, network: IsolatedNetwork, groups: EnclaveSecurityGroups, site_buckets: Buckets
) -> Door:
    """Declare the ways in that declared flows need, and the service that Salesforce asks."""
    balancers = {
        way.way: _declare_balancer(cloud, way, network, groups, site_buckets)
        for way in door_ways(cloud.declaration, cloud.site)
    }
    link = balancers.get(Way.PRIVATE_LINK)
    return Door(
        balancers=balancers, service=None if link is None else _declare_service(cloud, link)
    )


def _declare_balancer(
    cloud: Cloud,
    way: DoorWay,
    network: IsolatedNetwork,
    groups: EnclaveSecurityGroups,
    site_buckets: Buckets,
) -> DoorBalancer:
    private = way.way is Way.PRIVATE_LINK
    return DoorBalancer(
        f"door-{way.way}",
        DoorBalancerArgs(
            way=way,
            vpc_id=network.vpc_id,
            subnet_ids=network.subnet_ids[SubnetRole.LOAD_BALANCER],
            security_group_id=groups.ids[Group.LOAD_BALANCER],
            certificate=cloud.settings.supplied.door_certificate if private else None,
            log_bucket=site_buckets[BucketRole.DOOR_LOGS].bucket if private else None,
            lasting=cloud.settings.lasting,
        ),
        cloud.options(),
    )


def _declare_service(cloud: Cloud, link: DoorBalancer) -> DoorService:
    supplied = cloud.settings.supplied
    return DoorService(
        "door",
        DoorServiceArgs(
            prefix=cloud.prefix,
            balancer_arn=link.arn,
            principal=given(supplied.salesforce_principal, SALESFORCE_PRINCIPAL),
            private_name=given(supplied.door_name, DOOR_NAME),
        ),
        cloud.options(),
    )


def declare_pulls(cloud: Cloud, network: IsolatedNetwork, groups: EnclaveSecurityGroups) -> None:
    """Declare the way to Salesforce, where a connector pulls from it."""
    domains = pulled_domains(cloud.declaration, cloud.site)
    if not domains:
        return
    SalesforceLink(
        "salesforce",
        SalesforceLinkArgs(
            prefix=cloud.prefix,
            vpc_id=network.vpc_id,
            subnet_ids=network.subnet_ids[SubnetRole.ENDPOINT],
            security_group_id=groups.ids[Group.SALESFORCE_ENDPOINT],
            service_name=given(cloud.settings.supplied.salesforce_service, SALESFORCE_SERVICE),
            domains=domains,
            removable=not cloud.settings.lasting,
        ),
        cloud.options(),
    )
