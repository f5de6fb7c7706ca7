"""Security groups of a site, with exactly the derived rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network

import pulumi
import pulumi_aws as aws

from enclave.derive.security_groups import Direction, Group, Rule, SecurityGroup
from enclave.problems import Problem


@dataclass(frozen=True, kw_only=True)
class EnclaveSecurityGroupsArgs:
    """Inputs of `EnclaveSecurityGroups`: the groups of one VPC; rules refer to these only."""

    vpc_id: pulumi.Input[str]
    groups: Sequence[SecurityGroup]

    def __post_init__(self) -> None:
        here = {group.role for group in self.groups}
        for group in self.groups:
            unknown = {r.peer for r in group.rules if isinstance(r.peer, Group)} - here
            if unknown:
                raise Problem(
                    where=f"security group {group.name}",
                    problem=f"has a rule for {', '.join(sorted(unknown))}, which is not there",
                    fix="declare both groups or neither",
                )


class EnclaveSecurityGroups(pulumi.ComponentResource):
    """Groups first, then one resource a rule, so that groups may refer to each other.

    EC2 gives a new group a rule that lets everything out; the provider takes it away again.
    """

    ids: Mapping[Group, pulumi.Output[str]]

    def __init__(
        self, name: str, args: EnclaveSecurityGroupsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:network:EnclaveSecurityGroups", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        self.ids = {
            group.role: aws.ec2.SecurityGroup(
                f"{name}-{group.role}",
                vpc_id=args.vpc_id,
                name=group.name,
                description=group.description,
                revoke_rules_on_delete=True,  # groups that refer to each other could not go
                tags={"Name": group.name},
                opts=child,
            ).id
            for group in args.groups
        }
        for group in args.groups:
            for rule in group.rules:
                self._declare_rule(name, group.role, rule)
        self.register_outputs({"ids": self.ids})

    def _declare_rule(self, name: str, group: Group, rule: Rule) -> None:
        if rule.direction is Direction.INGRESS:
            self._declare_ingress(f"{name}-{group}-{_rule_name(rule)}", group, rule)
        else:
            self._declare_egress(f"{name}-{group}-{_rule_name(rule)}", group, rule)

    def _declare_ingress(self, name: str, group: Group, rule: Rule) -> None:
        aws.vpc.SecurityGroupIngressRule(
            name,
            security_group_id=self.ids[group],
            referenced_security_group_id=self._peer_group(rule),
            cidr_ipv4=_peer_block(rule),
            ip_protocol=rule.protocol,
            from_port=rule.from_port,
            to_port=rule.to_port,
            description=rule.description,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _declare_egress(self, name: str, group: Group, rule: Rule) -> None:
        aws.vpc.SecurityGroupEgressRule(
            name,
            security_group_id=self.ids[group],
            referenced_security_group_id=self._peer_group(rule),
            cidr_ipv4=_peer_block(rule),
            ip_protocol=rule.protocol,
            from_port=rule.from_port,
            to_port=rule.to_port,
            description=rule.description,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _peer_group(self, rule: Rule) -> pulumi.Output[str] | None:
        return self.ids[rule.peer] if isinstance(rule.peer, Group) else None


def _peer_block(rule: Rule) -> str | None:
    return str(rule.peer) if isinstance(rule.peer, IPv4Network) else None


def _rule_name(rule: Rule) -> str:
    ports = f"{rule.from_port}-{rule.to_port}" if rule.from_port != rule.to_port else rule.to_port
    return f"{rule.direction}-{str(rule.peer).replace('/', '-')}-{rule.protocol}-{ports}"
