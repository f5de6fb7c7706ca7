"""Endpoints: the ways to AWS services."""

from enclave.rehearsal.aws.model import Call, Find, Look, Resource, Step, Text
from enclave.rehearsal.aws.types.ec2.service import EC2, MARK, tagged


def _members(property_: str, parameter: str) -> Step:
    """Add to and remove from what an endpoint stands in."""
    return Step(
        properties={property_},
        calls=(
            Call(
                operation="ModifyVpcEndpoint",
                parameters={
                    "VpcEndpointId": "id",
                    f"Add{parameter}": f"minus(in.{property_}, now.{property_})",
                    f"Remove{parameter}": f"minus(now.{property_}, in.{property_})",
                },
            ),
        ),
    )


VPC_ENDPOINT = Resource(
    type="aws:ec2/vpcEndpoint:VpcEndpoint",
    service=EC2,
    create=Call(
        operation="CreateVpcEndpoint",
        parameters={
            "VpcId": "in.vpcId",
            "ServiceName": "in.serviceName",
            "ServiceRegion": "in.serviceRegion",
            "VpcEndpointType": "in.vpcEndpointType",
            "PolicyDocument": "in.policy",
            "SubnetIds": "in.subnetIds",
            "SecurityGroupIds": "in.securityGroupIds",
            "RouteTableIds": "in.routeTableIds",
            "PrivateDnsEnabled": "in.privateDnsEnabled",
            "IpAddressType": "in.ipAddressType",
            "DnsOptions": """in.dnsOptions.{
                DnsRecordIpType: dnsRecordIpType,
                PrivateDnsOnlyForInboundResolverEndpoint:
                    privateDnsOnlyForInboundResolverEndpoint}""",
            **tagged("vpc-endpoint"),
        },
    ),
    id="answer.VpcEndpoint.VpcEndpointId",
    find=Find(
        call=Call(operation="DescribeVpcEndpoints"),
        items=(f"answer.VpcEndpoints[?State != 'deleted'].{{id: VpcEndpointId, {MARK}}}"),
    ),
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeVpcEndpoints", parameters={"VpcEndpointIds": "[id]"}),
            at="answer.VpcEndpoints[?State != 'deleted'] | [0]",
            gives={
                "vpcId": "it.VpcId",
                "serviceName": "it.ServiceName",
                "vpcEndpointType": "it.VpcEndpointType",
                "policy": "it.PolicyDocument",
                "subnetIds": "it.SubnetIds",
                "securityGroupIds": "it.Groups[].GroupId",
                "routeTableIds": "it.RouteTableIds",
                "privateDnsEnabled": "it.PrivateDnsEnabled",
                "dnsEntries": "it.DnsEntries[].{dnsName: DnsName, hostedZoneId: HostedZoneId}",
                "networkInterfaceIds": "it.NetworkInterfaceIds",
                "state": "it.State",
                "ownerId": "it.OwnerId",
                "tags": "it.Tags",
            },
        ),
    ),
    steps=(
        Step(
            properties={"policy"},
            calls=(
                Call(
                    operation="ModifyVpcEndpoint",
                    parameters={"VpcEndpointId": "id", "PolicyDocument": "in.policy"},
                ),
            ),
        ),
        _members("subnetIds", "SubnetIds"),
        _members("securityGroupIds", "SecurityGroupIds"),
        _members("routeTableIds", "RouteTableIds"),
    ),
    delete=(Call(operation="DeleteVpcEndpoints", parameters={"VpcEndpointIds": "[id]"}),),
    replace_on={"vpcId", "serviceName", "serviceRegion", "vpcEndpointType"},
    unread={"serviceRegion", "ipAddressType", "dnsOptions"},
    unchangeable={
        "privateDnsEnabled": "moto's ModifyVpcEndpoint ignores it",
        "ipAddressType": "moto does not keep it",
        "dnsOptions": "moto does not keep them",
    },
    computed={
        "dnsOptions",
        "ipAddressType",
        "policy",
        "privateDnsEnabled",
        "routeTableIds",
        "securityGroupIds",
        "serviceRegion",
        "subnetIds",
    },
    defaults={"vpcEndpointType": "Gateway"},
    outputs={"arn": Text("arn:{partition}:ec2:{region}:{account}:vpc-endpoint/{id}")},
)

TYPES = (VPC_ENDPOINT,)
