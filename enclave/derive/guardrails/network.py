"""Ways out of the network: none is made, and nothing is set into it that faces the internet."""

from collections.abc import Iterator

from enclave.derive.guardrails.estate import Estate, deny
from enclave.derive.policy_documents import Statement
from enclave.facts.salesforce import door_security_policy


def network_statements(estate: Estate) -> Iterator[Statement]:
    """No gateway, no link to another network, no endpoint in another region, no public address."""
    yield deny("WaysOut", _WAYS_OUT)
    endpoints = f"arn:{estate.partition}:ec2:*:*:vpc-endpoint"
    yield deny(
        "EndpointsElsewhere",
        ["ec2:CreateVpcEndpoint"],
        resources=[f"{endpoints}/*"],
        StringNotEquals={"ec2:VpceServiceRegion": estate.regions},
        Null={"ec2:VpceServiceRegion": False},  # a service of the region itself names none
    )
    # Salesforce's service is supplied to the site and declared nowhere: the deployers name it.
    names = list(estate.endpoint_services)
    yield deny(
        "EndpointsOfOthers",
        ["ec2:CreateVpcEndpoint"],
        resources=[f"{endpoints}/*"],
        but=estate.trusted,
        StringNotLike={"ec2:VpceServiceName": names},
    )
    supplied = [f"*.vpce.{region}.vpce-svc-*" for region in estate.regions]
    yield deny(
        "EndpointsOfAws",
        ["ec2:CreateVpcEndpoint"],
        resources=[f"{endpoints}/*"],
        StringNotLike={"ec2:VpceServiceName": [*names, *supplied]},
    )
    yield deny("Acceptance", _ACCEPTANCE, but=(estate.break_glass, *estate.acceptors))
    yield deny(
        "WeakListeners",
        ["elasticloadbalancing:CreateListener", "elasticloadbalancing:ModifyListener"],
        ForAnyValue__StringNotEquals={
            "elasticloadbalancing:SecurityPolicy": door_security_policy()
        },
    )
    yield deny(
        "ServicesForElsewhere",
        ["ec2:CreateVpcEndpointServiceConfiguration", "ec2:ModifyVpcEndpointServiceConfiguration"],
        resources=[f"{endpoints}-service/*"],
        Bool={"ec2:VpceMultiRegion": True},
    )
    # A record of a public zone is read by whoever asks for it, from anywhere.
    yield deny("PublicZones", ["route53:CreateHostedZone"], Null={"route53:VPCs": True})
    yield deny(
        "PublicBalancers",
        ["elasticloadbalancing:CreateLoadBalancer"],
        StringNotEquals={"elasticloadbalancing:Scheme": "internal"},
    )
    yield deny(
        "PublicInstances",
        ["ec2:RunInstances"],
        resources=[f"arn:{estate.partition}:ec2:*:*:network-interface/*"],
        Bool={"ec2:AssociatePublicIpAddress": True},
    )


# Two people let a consumer in: who deploys the door's service, and who accepts the connection.
_ACCEPTANCE = (
    "ec2:AcceptVpcEndpointConnections",
    "ec2:RejectVpcEndpointConnections",
    "ec2:StartVpcEndpointServicePrivateDnsVerification",
)
_WAYS_OUT = (
    "cloudfront:*",
    "directconnect:*",
    "ec2:AcceptVpcPeeringConnection",
    "ec2:AllocateAddress",
    "ec2:AssociateAddress",
    "ec2:AttachInternetGateway",
    "ec2:AttachVpnGateway",
    "ec2:CreateCarrierGateway",
    "ec2:CreateClientVpnEndpoint",
    "ec2:CreateCustomerGateway",
    "ec2:CreateDefault*",
    "ec2:CreateEgressOnlyInternetGateway",
    "ec2:CreateInstanceConnectEndpoint",
    "ec2:CreateInternetGateway",
    "ec2:CreateKeyPair",
    "ec2:CreateNatGateway",
    "ec2:AcceptTransitGateway*",
    "ec2:CreateTrafficMirror*",
    "ec2:CreateTransitGateway*",
    "ec2:CreateVerifiedAccess*",
    "ec2:CreateVpcPeeringConnection",
    "ec2:CreateVpn*",
    "ec2:EnableSerialConsoleAccess",
    "ec2:ImportKeyPair",
    "ec2:*VpcBlockPublicAccessExclusion",
    "globalaccelerator:*",
    "networkmanager:*",
    "vpc-lattice:*",
    "vpce:AllowMultiRegion",
)
