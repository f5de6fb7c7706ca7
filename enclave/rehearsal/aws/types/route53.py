"""Route 53 Resolver's DNS firewall: moto has none of it, so it is checked and recorded."""

import re

from enclave.rehearsal.aws.model import Call, Resource, Service, Step, Text

RESOLVER = Service(
    name="route53resolver",
    gone=re.compile(r"ResourceNotFoundException"),
    tag=Call(operation="TagResource", parameters={"ResourceArn": "id", "Tags": "tags"}),
)
_REQUEST = {"CreatorRequestId": "mark"}
_ARN = "arn:{partition}:route53resolver:{region}:{account}:"

DOMAIN_LIST = Resource(
    type="aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList",
    service=RESOLVER,
    recorded=True,
    create=Call(
        operation="CreateFirewallDomainList",
        parameters={"Name": "in.name", "Tags": "tags", **_REQUEST},
    ),
    id=Text("rslvr-fdl-{fresh}"),
    autoname="name",
    taggable=True,
    steps=(
        Step(
            properties={"domains"},
            calls=(
                Call(
                    operation="UpdateFirewallDomains",
                    parameters={
                        "FirewallDomainListId": "id",
                        "Operation": "'REPLACE'",
                        "Domains": "in.domains",
                    },
                ),
            ),
        ),
    ),
    replace_on={"name"},
    outputs={"arn": Text(_ARN + "firewall-domain-list/{id}")},
)

RULE_GROUP = Resource(
    type="aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup",
    service=RESOLVER,
    recorded=True,
    create=Call(
        operation="CreateFirewallRuleGroup",
        parameters={"Name": "in.name", "Tags": "tags", **_REQUEST},
    ),
    id=Text("rslvr-frg-{fresh}"),
    autoname="name",
    taggable=True,
    replace_on={"name"},
    outputs={
        "arn": Text(_ARN + "firewall-rule-group/{id}"),
        "ownerId": "account",
        "shareStatus": "'NOT_SHARED'",
    },
)

_RULE = {
    "FirewallRuleGroupId": "in.firewallRuleGroupId",
    "FirewallDomainListId": "in.firewallDomainListId",
    "FirewallDomainRedirectionAction": "in.firewallDomainRedirectionAction",
    "Priority": "in.priority",
    "Action": "in.action",
    "BlockResponse": "in.blockResponse",
    "BlockOverrideDomain": "in.blockOverrideDomain",
    "BlockOverrideDnsType": "in.blockOverrideDnsType",
    "BlockOverrideTtl": "in.blockOverrideTtl",
    "Name": "in.name",
    "Qtype": "in.qType",
}

RULE = Resource(
    type="aws:route53/resolverFirewallRule:ResolverFirewallRule",
    service=RESOLVER,
    recorded=True,
    create=Call(operation="CreateFirewallRule", parameters={**_RULE, **_REQUEST}),
    id=Text("{in[firewallRuleGroupId]}:{in[firewallDomainListId]}"),
    names={"firewallRuleGroupId", "firewallDomainListId"},
    autoname="name",
    steps=(
        Step(
            properties={
                "action",
                "blockOverrideDnsType",
                "blockOverrideDomain",
                "blockOverrideTtl",
                "blockResponse",
                "firewallDomainRedirectionAction",
                "name",
                "priority",
            },
            calls=(Call(operation="UpdateFirewallRule", parameters=_RULE),),
        ),
    ),
    replace_on={"firewallRuleGroupId", "firewallDomainListId", "qType"},
    defaults={"firewallDomainRedirectionAction": "INSPECT_REDIRECTION_DOMAIN"},
)

ASSOCIATION = Resource(
    type="aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
    service=RESOLVER,
    recorded=True,
    create=Call(
        operation="AssociateFirewallRuleGroup",
        parameters={
            "FirewallRuleGroupId": "in.firewallRuleGroupId",
            "VpcId": "in.vpcId",
            "Priority": "in.priority",
            "Name": "in.name",
            "MutationProtection": "in.mutationProtection",
            "Tags": "tags",
            **_REQUEST,
        },
    ),
    id=Text("rslvr-frgassoc-{fresh}"),
    names={"firewallRuleGroupId", "vpcId"},
    autoname="name",
    taggable=True,
    steps=(
        Step(
            properties={"mutationProtection", "name", "priority"},
            calls=(
                Call(
                    operation="UpdateFirewallRuleGroupAssociation",
                    parameters={
                        "FirewallRuleGroupAssociationId": "id",
                        "Priority": "in.priority",
                        "Name": "in.name",
                        "MutationProtection": "in.mutationProtection",
                    },
                ),
            ),
        ),
    ),
    replace_on={"firewallRuleGroupId", "vpcId"},
    computed={"mutationProtection"},
    outputs={"arn": Text(_ARN + "firewall-rule-group-association/{id}")},
)

CONFIG = Resource(
    type="aws:route53/resolverFirewallConfig:ResolverFirewallConfig",
    service=RESOLVER,
    recorded=True,
    create=Call(
        operation="UpdateFirewallConfig",
        parameters={
            "ResourceId": "in.resourceId",
            "FirewallFailOpen": "in.firewallFailOpen || 'DISABLED'",
        },
    ),
    id=Text("rslvr-fc-{fresh}"),
    names={"resourceId"},
    steps=(
        Step(
            properties={"firewallFailOpen"},
            calls=(
                Call(
                    operation="UpdateFirewallConfig",
                    parameters={
                        "ResourceId": "in.resourceId",
                        "FirewallFailOpen": "in.firewallFailOpen",
                    },
                ),
            ),
        ),
    ),
    replace_on={"resourceId"},
    computed={"firewallFailOpen"},
    outputs={"ownerId": "account"},
)

TYPES = (DOMAIN_LIST, RULE_GROUP, RULE, ASSOCIATION, CONFIG)
