"""Policies of the organization, each attached to every account of the enclave and to no other."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.derive.policy_packing import PolicyDocument
from enclave.problems import Problem


@dataclass(frozen=True, kw_only=True)
class OrganizationPoliciesArgs:
    """Inputs of `OrganizationPolicies`: the documents, and the accounts that carry them all."""

    description: str
    policies: Sequence[PolicyDocument]
    accounts: Sequence[str]

    def __post_init__(self) -> None:
        if not self.policies or not self.accounts:
            raise Problem(
                where="organization",
                problem="has no policy or no account of a site, so nothing would be bound",
                fix="declare a site with an aws part",
            )


class OrganizationPolicies(pulumi.ComponentResource):
    """Policies that bind the accounts of the sites from above (ADR 0006)."""

    policy_ids: Sequence[pulumi.Output[str]]

    def __init__(
        self,
        name: str,
        args: OrganizationPoliciesArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("enclave:organization:OrganizationPolicies", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        self.policy_ids = [self._declare(name, args, policy, child) for policy in args.policies]
        self.register_outputs({"policyIds": self.policy_ids})

    def _declare(
        self,
        name: str,
        args: OrganizationPoliciesArgs,
        document: PolicyDocument,
        child: pulumi.ResourceOptions,
    ) -> pulumi.Output[str]:
        policy = aws.organizations.Policy(
            f"{name}-{document.name}",
            name=document.name,
            description=args.description,
            type=str(document.type),
            content=document.text,
            opts=child,
        )
        for account in args.accounts:
            aws.organizations.PolicyAttachment(
                f"{name}-{document.name}-{account}",
                policy_id=policy.id,
                target_id=account,
                opts=child,
            )
        return policy.id
