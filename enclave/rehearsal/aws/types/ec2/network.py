"""Networks, subnets and route tables."""

from enclave.rehearsal.aws.model import Call, Find, Look, Resource, Step, Text
from enclave.rehearsal.aws.types.ec2.service import EC2, MARK, default_group, tagged


def _of_vpc(*names: str) -> str:
    """Return filters: in the VPC, and each named condition holds."""
    more = "".join(f", {{Name: '{name}', Values: ['true']}}" for name in names)
    return f"[{{Name: 'vpc-id', Values: [id]}}{more}]"


VPC = Resource(
    type="aws:ec2/vpc:Vpc",
    service=EC2,
    create=Call(
        operation="CreateVpc",
        parameters={
            "CidrBlock": "in.cidrBlock",
            "InstanceTenancy": "in.instanceTenancy",
            "AmazonProvidedIpv6CidrBlock": "in.assignGeneratedIpv6CidrBlock",
            **tagged("vpc"),
        },
    ),
    id="answer.Vpc.VpcId",
    find=Find(
        call=Call(operation="DescribeVpcs"),
        items=f"answer.Vpcs[].{{id: VpcId, {MARK}}}",
    ),
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeVpcs", parameters={"VpcIds": "[id]"}),
            at="answer.Vpcs[0]",
            gives={
                "cidrBlock": "it.CidrBlock",
                "instanceTenancy": "it.InstanceTenancy",
                "assignGeneratedIpv6CidrBlock": (
                    "length(it.Ipv6CidrBlockAssociationSet || `[]`) > `0`"
                ),
                "dhcpOptionsId": "it.DhcpOptionsId",
                "ownerId": "it.OwnerId",
                "tags": "it.Tags",
            },
        ),
        Look(
            call=Call(
                operation="DescribeVpcAttribute",
                parameters={"VpcId": "id", "Attribute": "'enableDnsHostnames'"},
            ),
            gives={"enableDnsHostnames": "answer.EnableDnsHostnames.Value"},
        ),
        Look(
            call=Call(
                operation="DescribeVpcAttribute",
                parameters={"VpcId": "id", "Attribute": "'enableDnsSupport'"},
            ),
            gives={"enableDnsSupport": "answer.EnableDnsSupport.Value"},
        ),
        Look(
            call=Call(
                operation="DescribeVpcAttribute",
                parameters={"VpcId": "id", "Attribute": "'enableNetworkAddressUsageMetrics'"},
            ),
            gives={
                "enableNetworkAddressUsageMetrics": "answer.EnableNetworkAddressUsageMetrics.Value"
            },
        ),
        Look(
            call=Call(
                operation="DescribeSecurityGroups",
                parameters={"Filters": default_group("id")},
            ),
            gives={"defaultSecurityGroupId": "answer.SecurityGroups[0].GroupId"},
        ),
        Look(
            call=Call(
                operation="DescribeRouteTables",
                parameters={"Filters": _of_vpc("association.main")},
            ),
            gives={
                "mainRouteTableId": "answer.RouteTables[0].RouteTableId",
                "defaultRouteTableId": "answer.RouteTables[0].RouteTableId",
            },
        ),
        Look(
            call=Call(operation="DescribeNetworkAcls", parameters={"Filters": _of_vpc("default")}),
            gives={"defaultNetworkAclId": "answer.NetworkAcls[0].NetworkAclId"},
        ),
    ),
    steps=(
        Step(
            properties={"enableDnsSupport"},  # before host names, which need it
            calls=(
                Call(
                    operation="ModifyVpcAttribute",
                    parameters={
                        "VpcId": "id",
                        "EnableDnsSupport": "{Value: in.enableDnsSupport || `false`}",
                    },
                ),
            ),
        ),
        Step(
            properties={"enableDnsHostnames"},
            calls=(
                Call(
                    operation="ModifyVpcAttribute",
                    parameters={
                        "VpcId": "id",
                        "EnableDnsHostnames": "{Value: in.enableDnsHostnames || `false`}",
                    },
                ),
            ),
        ),
        Step(
            properties={"enableNetworkAddressUsageMetrics"},
            calls=(
                Call(
                    operation="ModifyVpcAttribute",
                    parameters={
                        "VpcId": "id",
                        "EnableNetworkAddressUsageMetrics": (
                            "{Value: in.enableNetworkAddressUsageMetrics || `false`}"
                        ),
                    },
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteVpc", parameters={"VpcId": "id"}),),
    replace_on={"cidrBlock", "instanceTenancy"},
    unchangeable={"assignGeneratedIpv6CidrBlock": "the enclave has no IPv6, so no call adds it"},
    defaults={"enableDnsSupport": True, "instanceTenancy": "default"},
    outputs={"arn": Text("arn:{partition}:ec2:{region}:{account}:vpc/{id}")},
)

SUBNET = Resource(
    type="aws:ec2/subnet:Subnet",
    service=EC2,
    create=Call(
        operation="CreateSubnet",
        parameters={
            "VpcId": "in.vpcId",
            "CidrBlock": "in.cidrBlock",
            "AvailabilityZone": "in.availabilityZone",
            "AvailabilityZoneId": "in.availabilityZoneId",
            **tagged("subnet"),
        },
    ),
    id="answer.Subnet.SubnetId",
    find=Find(
        call=Call(operation="DescribeSubnets"),
        items=f"answer.Subnets[].{{id: SubnetId, {MARK}}}",
    ),
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeSubnets", parameters={"SubnetIds": "[id]"}),
            at="answer.Subnets[0]",
            gives={
                "vpcId": "it.VpcId",
                "cidrBlock": "it.CidrBlock",
                "availabilityZone": "it.AvailabilityZone",
                "availabilityZoneId": "it.AvailabilityZoneId",
                "mapPublicIpOnLaunch": "it.MapPublicIpOnLaunch",
                "assignIpv6AddressOnCreation": "it.AssignIpv6AddressOnCreation",
                "arn": "it.SubnetArn",
                "ownerId": "it.OwnerId",
                "tags": "it.Tags",
            },
        ),
    ),
    steps=(
        Step(
            properties={"mapPublicIpOnLaunch"},
            calls=(
                Call(
                    operation="ModifySubnetAttribute",
                    parameters={
                        "SubnetId": "id",
                        "MapPublicIpOnLaunch": "{Value: in.mapPublicIpOnLaunch || `false`}",
                    },
                ),
            ),
        ),
        Step(
            properties={"assignIpv6AddressOnCreation"},
            calls=(
                Call(
                    operation="ModifySubnetAttribute",
                    parameters={
                        "SubnetId": "id",
                        "AssignIpv6AddressOnCreation": (
                            "{Value: in.assignIpv6AddressOnCreation || `false`}"
                        ),
                    },
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteSubnet", parameters={"SubnetId": "id"}),),
    replace_on={"vpcId", "cidrBlock", "availabilityZone", "availabilityZoneId"},
    computed={"availabilityZone", "availabilityZoneId"},
)

ROUTE_TABLE = Resource(
    type="aws:ec2/routeTable:RouteTable",
    service=EC2,
    create=Call(
        operation="CreateRouteTable",
        parameters={"VpcId": "in.vpcId", **tagged("route-table")},
    ),
    id="answer.RouteTable.RouteTableId",
    find=Find(
        call=Call(operation="DescribeRouteTables"),
        items=f"answer.RouteTables[].{{id: RouteTableId, {MARK}}}",
    ),
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeRouteTables", parameters={"RouteTableIds": "[id]"}),
            at="answer.RouteTables[0]",
            gives={
                "vpcId": "it.VpcId",
                # Routes of gateway endpoints belong to the endpoint.
                "routes": """it.Routes[?GatewayId != 'local' && !DestinationPrefixListId].{
                    cidrBlock: DestinationCidrBlock, ipv6CidrBlock: DestinationIpv6CidrBlock,
                    gatewayId: GatewayId, natGatewayId: NatGatewayId,
                    networkInterfaceId: NetworkInterfaceId, transitGatewayId: TransitGatewayId,
                    vpcPeeringConnectionId: VpcPeeringConnectionId}""",
                "propagatingVgws": "it.PropagatingVgws[].GatewayId",
                "ownerId": "it.OwnerId",
                "tags": "it.Tags",
            },
        ),
    ),
    steps=(
        Step(
            properties={"routes"},
            calls=(
                Call(
                    operation="DeleteRoute",
                    each="minus(now.routes, in.routes)",
                    parameters={
                        "RouteTableId": "id",
                        "DestinationCidrBlock": "item.cidrBlock",
                        "DestinationIpv6CidrBlock": "item.ipv6CidrBlock",
                    },
                ),
                Call(
                    operation="CreateRoute",
                    each="minus(in.routes, now.routes)",
                    parameters={
                        "RouteTableId": "id",
                        "DestinationCidrBlock": "item.cidrBlock",
                        "DestinationIpv6CidrBlock": "item.ipv6CidrBlock",
                        "GatewayId": "item.gatewayId",
                        "NatGatewayId": "item.natGatewayId",
                        "NetworkInterfaceId": "item.networkInterfaceId",
                        "TransitGatewayId": "item.transitGatewayId",
                        "VpcPeeringConnectionId": "item.vpcPeeringConnectionId",
                    },
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteRouteTable", parameters={"RouteTableId": "id"}),),
    replace_on={"vpcId"},
    computed={"routes", "propagatingVgws"},
    unchangeable={"propagatingVgws": "the enclave has no gateways, so no call adds one"},
    outputs={"arn": Text("arn:{partition}:ec2:{region}:{account}:route-table/{id}")},
)

ROUTE_TABLE_ASSOCIATION = Resource(
    type="aws:ec2/routeTableAssociation:RouteTableAssociation",
    service=EC2,
    create=Call(
        operation="AssociateRouteTable",
        parameters={"RouteTableId": "in.routeTableId", "SubnetId": "in.subnetId"},
    ),
    id="answer.AssociationId",
    names={"subnetId"},
    looks=(
        Look(
            call=Call(
                operation="DescribeRouteTables",
                parameters={
                    "Filters": ("[{Name: 'association.route-table-association-id', Values: [id]}]")
                },
            ),
            at="where(answer.RouteTables[].Associations[], 'RouteTableAssociationId', id) | [0]",
            gives={"routeTableId": "it.RouteTableId", "subnetId": "it.SubnetId"},
        ),
    ),
    steps=(
        Step(
            properties={"routeTableId"},
            calls=(
                Call(
                    operation="ReplaceRouteTableAssociation",
                    parameters={"AssociationId": "id", "RouteTableId": "in.routeTableId"},
                ),
            ),
        ),
    ),
    delete=(Call(operation="DisassociateRouteTable", parameters={"AssociationId": "id"}),),
    replace_on={"subnetId"},
)

TYPES = (VPC, SUBNET, ROUTE_TABLE, ROUTE_TABLE_ASSOCIATION)
