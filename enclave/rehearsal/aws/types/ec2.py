"""EC2: networks, subnets, routes, security groups, endpoints and flow logs."""

import re

from enclave.rehearsal.aws.model import MARK_TAG, Call, Find, Look, Resource, Service, Step, Text

EC2 = Service(
    name="ec2",
    gone=re.compile(r"Invalid\w+\.NotFound|InvalidGroup\.NotFound"),
    tag=Call(operation="CreateTags", parameters={"Resources": "[id]", "Tags": "tags"}),
    untag=Call(
        operation="DeleteTags", parameters={"Resources": "[id]", "Tags": "removed[].{Key: @}"}
    ),
)


def mark_of(tags: str) -> str:
    """Return the member `mark` of an object, taken from its list of tags."""
    return f"mark: {tags}[?Key == '{MARK_TAG}'].Value | [0]"


def _tagged(kind: str) -> dict[str, str]:
    return {"TagSpecifications": f"[{{ResourceType: '{kind}', Tags: tags}}]"}


def _default_group(vpc: str) -> str:
    return f"[{{Name: 'vpc-id', Values: [{vpc}]}}, {{Name: 'group-name', Values: ['default']}}]"


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
            **_tagged("vpc"),
        },
    ),
    id="answer.Vpc.VpcId",
    find=Find(
        call=Call(operation="DescribeVpcs"),
        items=f"answer.Vpcs[].{{id: VpcId, {mark_of('Tags')}}}",
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
                parameters={"Filters": _default_group("id")},
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
            **_tagged("subnet"),
        },
    ),
    id="answer.Subnet.SubnetId",
    find=Find(
        call=Call(operation="DescribeSubnets"),
        items=f"answer.Subnets[].{{id: SubnetId, {mark_of('Tags')}}}",
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
        parameters={"VpcId": "in.vpcId", **_tagged("route-table")},
    ),
    id="answer.RouteTable.RouteTableId",
    find=Find(
        call=Call(operation="DescribeRouteTables"),
        items=f"answer.RouteTables[].{{id: RouteTableId, {mark_of('Tags')}}}",
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


def _permissions(member: str) -> str:
    return f"""it.{member}[].{{
        protocol: IpProtocol, fromPort: FromPort || `0`, toPort: ToPort || `0`,
        cidrBlocks: IpRanges[].CidrIp, ipv6CidrBlocks: Ipv6Ranges[].CidrIpv6,
        prefixListIds: PrefixListIds[].PrefixListId,
        securityGroups: UserIdGroupPairs[].GroupId}}"""


def _rules(kind: str, member: str) -> Step:
    """Take away the rules that stand in the group itself and set those of the program."""
    property_ = kind.lower()
    return Step(
        properties={property_},
        calls=(
            Call(
                operation=f"RevokeSecurityGroup{kind}",
                parameters={"GroupId": "id", "IpPermissions": f"it.{member}"},
                when=f"it.{member}",
            ),
            Call(
                operation=f"AuthorizeSecurityGroup{kind}",
                parameters={
                    "GroupId": "id",
                    "IpPermissions": f"""in.{property_}[].{{
                        IpProtocol: protocol, FromPort: fromPort, ToPort: toPort,
                        IpRanges: cidrBlocks[].{{CidrIp: @}},
                        Ipv6Ranges: ipv6CidrBlocks[].{{CidrIpv6: @}},
                        PrefixListIds: prefixListIds[].{{PrefixListId: @}},
                        UserIdGroupPairs: securityGroups[].{{GroupId: @}}}}""",
                },
                when=f"in.{property_}",
            ),
        ),
    )


_GROUP_LOOK = Look(
    call=Call(operation="DescribeSecurityGroups", parameters={"GroupIds": "[id]"}),
    at="answer.SecurityGroups[0]",
    gives={
        "vpcId": "it.VpcId",
        "name": "it.GroupName",
        "description": "it.Description",
        "ingress": _permissions("IpPermissions"),
        "egress": _permissions("IpPermissionsEgress"),
        "ownerId": "it.OwnerId",
        "tags": "it.Tags",
    },
)
_GROUP_STEPS = (_rules("Ingress", "IpPermissions"), _rules("Egress", "IpPermissionsEgress"))
_GROUP_ARN = Text("arn:{partition}:ec2:{region}:{account}:security-group/{id}")

DEFAULT_SECURITY_GROUP = Resource(
    type="aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    service=EC2,
    create=Call(  # AWS made it with the VPC and takes it away with it
        operation="DescribeSecurityGroups",
        parameters={"Filters": _default_group("in.vpcId")},
    ),
    id="answer.SecurityGroups[0].GroupId",
    names={"vpcId"},
    taggable=True,
    looks=(_GROUP_LOOK,),
    steps=_GROUP_STEPS,
    replace_on={"vpcId"},
    local={"revokeRulesOnDelete"},
    outputs={"arn": _GROUP_ARN},
)

SECURITY_GROUP = Resource(
    type="aws:ec2/securityGroup:SecurityGroup",
    service=EC2,
    create=Call(
        operation="CreateSecurityGroup",
        parameters={
            "GroupName": "in.name",
            "Description": "in.description",
            "VpcId": "in.vpcId",
            **_tagged("security-group"),
        },
    ),
    id="answer.GroupId",
    find=Find(
        call=Call(operation="DescribeSecurityGroups"),
        items=f"answer.SecurityGroups[].{{id: GroupId, {mark_of('Tags')}}}",
    ),
    names={"name", "vpcId"},
    autoname="name",
    taggable=True,
    looks=(_GROUP_LOOK,),
    after_create=(
        Call(  # AWS opens every new group outwards; the provider closes it
            operation="RevokeSecurityGroupEgress",
            parameters={
                "GroupId": "id",
                "IpPermissions": "[{IpProtocol: '-1', IpRanges: [{CidrIp: '0.0.0.0/0'}]}]",
            },
            when="it.IpPermissionsEgress[?IpProtocol == '-1'].IpRanges[]"
            " | [?CidrIp == '0.0.0.0/0']",
        ),
    ),
    steps=_GROUP_STEPS,
    before_delete=(
        Call(  # groups that name each other cannot go
            operation="RevokeSecurityGroupIngress",
            listed=Call(operation="DescribeSecurityGroups", parameters={"GroupIds": "[id]"}),
            each="answer.SecurityGroups[].IpPermissions[]",
            parameters={"GroupId": "id", "IpPermissions": "[item]"},
            when="in.revokeRulesOnDelete",
        ),
        Call(
            operation="RevokeSecurityGroupEgress",
            listed=Call(operation="DescribeSecurityGroups", parameters={"GroupIds": "[id]"}),
            each="answer.SecurityGroups[].IpPermissionsEgress[]",
            parameters={"GroupId": "id", "IpPermissions": "[item]"},
            when="in.revokeRulesOnDelete",
        ),
    ),
    delete=(Call(operation="DeleteSecurityGroup", parameters={"GroupId": "id"}),),
    replace_on={"name", "description", "vpcId"},
    local={"revokeRulesOnDelete"},
    computed={"ingress", "egress", "vpcId"},
    defaults={"description": "Managed by Pulumi"},
    outputs={"arn": _GROUP_ARN},
)


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
            **_tagged("vpc-endpoint"),
        },
    ),
    id="answer.VpcEndpoint.VpcEndpointId",
    find=Find(
        call=Call(operation="DescribeVpcEndpoints"),
        items=(
            f"answer.VpcEndpoints[?State != 'deleted'].{{id: VpcEndpointId, {mark_of('Tags')}}}"
        ),
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

FLOW_LOG = Resource(
    type="aws:ec2/flowLog:FlowLog",
    service=EC2,
    create=Call(
        operation="CreateFlowLogs",
        parameters={
            "ResourceIds": "[in.vpcId || in.subnetId || in.eniId]",
            "ResourceType": (
                "choose(in.vpcId, 'VPC', choose(in.subnetId, 'Subnet', 'NetworkInterface'))"
            ),
            "TrafficType": "in.trafficType",
            "LogDestinationType": "in.logDestinationType",
            "LogDestination": "in.logDestination",
            "DeliverLogsPermissionArn": "in.iamRoleArn",
            "LogFormat": "in.logFormat",
            "MaxAggregationInterval": "in.maxAggregationInterval",
            "DestinationOptions": """in.destinationOptions.{
                FileFormat: fileFormat, PerHourPartition: perHourPartition,
                HiveCompatiblePartitions: hiveCompatiblePartitions}""",
            **_tagged("vpc-flow-log"),
        },
        refused="answer.Unsuccessful[0].Error.Message",
    ),
    id="answer.FlowLogIds[0]",
    find=Find(
        call=Call(operation="DescribeFlowLogs"),
        items=f"answer.FlowLogs[].{{id: FlowLogId, {mark_of('Tags')}}}",
    ),
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeFlowLogs", parameters={"FlowLogIds": "[id]"}),
            at="answer.FlowLogs[0]",
            gives={
                "vpcId": "[it.ResourceId][?starts_with(@, 'vpc-')] | [0]",
                "subnetId": "[it.ResourceId][?starts_with(@, 'subnet-')] | [0]",
                "eniId": "[it.ResourceId][?starts_with(@, 'eni-')] | [0]",
                "trafficType": "it.TrafficType",
                "logDestinationType": "it.LogDestinationType",
                "logDestination": "it.LogDestination",
                "iamRoleArn": "it.DeliverLogsPermissionArn",
                "logFormat": "it.LogFormat",
                "maxAggregationInterval": "it.MaxAggregationInterval",
                "tags": "it.Tags",
            },
        ),
    ),
    delete=(Call(operation="DeleteFlowLogs", parameters={"FlowLogIds": "[id]"}),),
    replace_on={
        "destinationOptions",
        "eniId",
        "iamRoleArn",
        "logDestination",
        "logDestinationType",
        "logFormat",
        "maxAggregationInterval",
        "subnetId",
        "trafficType",
        "vpcId",
    },
    unread={"destinationOptions"},
    computed={"logFormat"},
    defaults={"logDestinationType": "cloud-watch-logs", "maxAggregationInterval": 600},
    outputs={"arn": Text("arn:{partition}:ec2:{region}:{account}:vpc-flow-log/{id}")},
)

TYPES = (
    VPC,
    SUBNET,
    ROUTE_TABLE,
    ROUTE_TABLE_ASSOCIATION,
    DEFAULT_SECURITY_GROUP,
    SECURITY_GROUP,
    VPC_ENDPOINT,
    FLOW_LOG,
)
