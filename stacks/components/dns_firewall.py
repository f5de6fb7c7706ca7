"""DNS that answers for declared names and for no other."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.problems import Problem

FIRST_GROUP = 101  # the lowest that Route 53 accepts is above 100, and the lowest comes first
ALLOW, BLOCK = 100, 200  # order of the two rules inside the group
EVERYTHING = "*."


@dataclass(frozen=True, kw_only=True)
class DnsFirewallArgs:
    """Inputs of `DnsFirewall`: `allowed` ends each domain in a dot.

    A `pinned` association cannot be removed before somebody unpins it.
    """

    prefix: str
    vpc_id: pulumi.Input[str]
    allowed: Sequence[str]
    pinned: bool

    def __post_init__(self) -> None:
        too_wide = [name for name in self.allowed if name.strip("*.") == ""]
        if too_wide or not self.allowed:
            raise Problem(
                where=self.prefix,
                problem="would let DNS answer for "
                + (f"every name ({too_wide[0]})" if too_wide else "no name at all"),
                fix="list the domains that the site needs",
            )


class DnsFirewall(pulumi.ComponentResource):
    """Allow list, then block-all with NODATA, first among the VPC's rule groups, failing closed.

    Names that a CNAME leads to are judged too. NODATA and not a drop: a client that asks for more
    than it may gets an answer at once instead of a time-out.
    """

    rule_group_id: pulumi.Output[str]

    def __init__(
        self, name: str, args: DnsFirewallArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:network:DnsFirewall", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        group = aws.route53.ResolverFirewallRuleGroup(
            f"{name}-rules",
            name=f"{args.prefix}-dns",
            tags={"Name": f"{args.prefix}-dns"},
            opts=child,
        )
        self._allow(name, args, group.id)
        blocked = self._block_all_else(name, args, group.id)
        aws.route53.ResolverFirewallConfig(
            f"{name}-config", resource_id=args.vpc_id, firewall_fail_open="DISABLED", opts=child
        )
        aws.route53.ResolverFirewallRuleGroupAssociation(
            f"{name}-association",
            name=f"{args.prefix}-dns",
            vpc_id=args.vpc_id,
            firewall_rule_group_id=blocked,
            priority=FIRST_GROUP,
            mutation_protection="ENABLED" if args.pinned else "DISABLED",
            tags={"Name": f"{args.prefix}-dns"},
            opts=child,
        )
        self.rule_group_id = group.id
        self.register_outputs({"ruleGroupId": self.rule_group_id})

    def _allow(self, name: str, args: DnsFirewallArgs, group: pulumi.Output[str]) -> None:
        allowed = self._domain_list(name, args, "allowed", args.allowed)
        aws.route53.ResolverFirewallRule(
            f"{name}-allow",
            name="allow",
            firewall_rule_group_id=group,
            firewall_domain_list_id=allowed,
            firewall_domain_redirection_action="INSPECT_REDIRECTION_DOMAIN",
            priority=ALLOW,
            action="ALLOW",
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _block_all_else(
        self, name: str, args: DnsFirewallArgs, group: pulumi.Output[str]
    ) -> pulumi.Output[str]:
        everything = self._domain_list(name, args, "everything", [EVERYTHING])
        rule = aws.route53.ResolverFirewallRule(
            f"{name}-block",
            name="block",
            firewall_rule_group_id=group,
            firewall_domain_list_id=everything,
            firewall_domain_redirection_action="INSPECT_REDIRECTION_DOMAIN",
            priority=BLOCK,
            action="BLOCK",
            block_response="NODATA",
            opts=pulumi.ResourceOptions(parent=self),
        )
        return rule.firewall_rule_group_id  # known once nothing undeclared passes

    def _domain_list(
        self, name: str, args: DnsFirewallArgs, role: str, domains: Sequence[str]
    ) -> pulumi.Output[str]:
        return aws.route53.ResolverFirewallDomainList(
            f"{name}-{role}",
            name=f"{args.prefix}-{role}",
            domains=domains,
            tags={"Name": f"{args.prefix}-{role}"},
            opts=pulumi.ResourceOptions(parent=self),
        ).id
