"""Permissions of people at a site who are neither those who deploy nor those who serve the cluster.

Whoever lets the endpoint service be made does not accept what asks for it: that takes two.
"""

from collections.abc import Iterator

from enclave.derive.policy_documents import Statement
from enclave.derive.role_site import RoleSite, allow


def acceptor_statements(here: RoleSite) -> Iterator[Statement]:
    """Accepts endpoints at the site's own service and proves its name; changes nothing of it."""
    region = {"StringEquals": {"aws:RequestedRegion": here.names.region}}
    looks = (
        "ec2:DescribeVpcEndpointConnections",
        "ec2:DescribeVpcEndpointServiceConfigurations",
    )
    yield allow("LooksAtWhoAsks", looks, condition=region)
    accepts = (
        "ec2:AcceptVpcEndpointConnections",
        "ec2:StartVpcEndpointServicePrivateDnsVerification",
    )
    service = [here.names.arn("ec2", "vpc-endpoint-service/*")]
    yield allow("Accepts", accepts, service, {"StringEquals": here.own})
