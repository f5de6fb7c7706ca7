"""Security groups, and the one that every network comes with."""

from enclave.rehearsal.aws.model import Call, Find, Look, Resource, Step, Text
from enclave.rehearsal.aws.types.ec2.service import EC2, MARK, default_group, tagged


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
        parameters={"Filters": default_group("in.vpcId")},
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
            **tagged("security-group"),
        },
    ),
    id="answer.GroupId",
    find=Find(
        call=Call(operation="DescribeSecurityGroups"),
        items=f"answer.SecurityGroups[].{{id: GroupId, {MARK}}}",
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


def _only(kind: str) -> Step:
    """Take away the rules of a direction that the program does not list; it makes none."""
    property_ = f"{kind.lower()}RuleIds"
    more = f"minus(now.{property_}, in.{property_})"
    return Step(
        properties={property_},
        calls=(
            Call(
                operation=f"RevokeSecurityGroup{kind}",
                parameters={"GroupId": "id", "SecurityGroupRuleIds": more},
                when=f"length({more}) > `0`",
            ),
        ),
    )


RULES_EXCLUSIVE = Resource(
    type="aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive",
    service=EC2,
    create=Call(  # the group is there: this says only which rules may stay
        operation="DescribeSecurityGroups", parameters={"GroupIds": "[in.securityGroupId]"}
    ),
    id="in.securityGroupId",
    names={"securityGroupId"},
    looks=(
        Look(
            call=Call(operation="DescribeSecurityGroups", parameters={"GroupIds": "[id]"}),
            at="answer.SecurityGroups[0]",
            gives={"securityGroupId": "it.GroupId"},
        ),
        Look(
            call=Call(
                operation="DescribeSecurityGroupRules",
                parameters={"Filters": "[{Name: 'group-id', Values: [id]}]"},
            ),
            gives={
                "ingressRuleIds": "answer.SecurityGroupRules[?!IsEgress].SecurityGroupRuleId",
                "egressRuleIds": "answer.SecurityGroupRules[?IsEgress].SecurityGroupRuleId",
            },
        ),
    ),
    steps=(_only("Ingress"), _only("Egress")),
    replace_on={"securityGroupId"},
)

TYPES = (DEFAULT_SECURITY_GROUP, SECURITY_GROUP, RULES_EXCLUSIVE)
