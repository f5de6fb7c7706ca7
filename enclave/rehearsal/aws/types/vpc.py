"""VPC: the rules of security groups, each a resource of its own."""

from enclave.rehearsal.aws.model import Call, Find, Look, Resource, Step
from enclave.rehearsal.aws.types.ec2.service import EC2, MARK, tagged

_PEERS = frozenset({"cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"})
_RULE = """{
    IpProtocol: in.ipProtocol, FromPort: in.fromPort, ToPort: in.toPort,
    IpRanges: [in][?cidrIpv4].{CidrIp: cidrIpv4, Description: description},
    Ipv6Ranges: [in][?cidrIpv6].{CidrIpv6: cidrIpv6, Description: description},
    PrefixListIds: [in][?prefixListId].{PrefixListId: prefixListId, Description: description},
    UserIdGroupPairs: [in][?referencedSecurityGroupId].{
        GroupId: referencedSecurityGroupId, Description: description}}"""


def _rule(kind: str) -> Resource:
    """Describe the rules of one direction; Ingress or Egress."""
    return Resource(
        type=f"aws:vpc/securityGroup{kind}Rule:SecurityGroup{kind}Rule",
        service=EC2,
        create=Call(
            operation=f"AuthorizeSecurityGroup{kind}",
            parameters={
                "GroupId": "in.securityGroupId",
                "IpPermissions": f"[{_RULE}]",
                **tagged("security-group-rule"),
            },
        ),
        id="answer.SecurityGroupRules[0].SecurityGroupRuleId",
        find=Find(
            call=Call(operation="DescribeSecurityGroupRules"),
            items=f"answer.SecurityGroupRules[].{{id: SecurityGroupRuleId, {MARK}}}",
        ),
        taggable=True,
        looks=(
            Look(
                call=Call(
                    operation="DescribeSecurityGroupRules",
                    parameters={"SecurityGroupRuleIds": "[id]"},
                ),
                at="answer.SecurityGroupRules[0]",
                gives={
                    "securityGroupRuleId": "it.SecurityGroupRuleId",
                    "securityGroupId": "it.GroupId",
                    "ipProtocol": "it.IpProtocol",
                    # "all protocols" has no ports, where moto says -1
                    "fromPort": "[it][?IpProtocol != '-1'].FromPort | [0]",
                    "toPort": "[it][?IpProtocol != '-1'].ToPort | [0]",
                    "cidrIpv4": "it.CidrIpv4",
                    "cidrIpv6": "it.CidrIpv6",
                    "prefixListId": "it.PrefixListId",
                    "referencedSecurityGroupId": "it.ReferencedGroupInfo.GroupId",
                    # moto keeps descriptions of address ranges only
                    "description": ("choose(it.CidrIpv4 || it.CidrIpv6, it.Description, unsaid())"),
                    "arn": "it.SecurityGroupRuleArn",
                    "tags": "it.Tags",
                },
            ),
        ),
        steps=(
            Step(
                properties=_PEERS | {"description", "fromPort", "ipProtocol", "toPort"},
                calls=(
                    Call(
                        operation="ModifySecurityGroupRules",
                        parameters={
                            "GroupId": "in.securityGroupId",
                            "SecurityGroupRules": """[{
                                SecurityGroupRuleId: id,
                                SecurityGroupRule: in.{
                                    IpProtocol: ipProtocol, FromPort: fromPort, ToPort: toPort,
                                    CidrIpv4: cidrIpv4, CidrIpv6: cidrIpv6,
                                    PrefixListId: prefixListId,
                                    ReferencedGroupId: referencedSecurityGroupId,
                                    Description: description}}]""",
                        },
                    ),
                ),
            ),
        ),
        delete=(
            Call(
                operation=f"RevokeSecurityGroup{kind}",
                parameters={"GroupId": "in.securityGroupId", "SecurityGroupRuleIds": "[id]"},
            ),
        ),
        replace_on={"securityGroupId"},
    )


TYPES = (_rule("Ingress"), _rule("Egress"))
