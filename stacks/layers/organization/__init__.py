"""The `organization` layer: what binds the accounts of all sites, whoever holds them.

It stands in the management account, which its policies do not bind, and comes before every site.
The organization itself, its accounts and the policy types that are enabled are not declared here:
the one resource that could enable a type would own the organization, and take it down with itself.
"""

import pulumi
import pulumi_aws as aws

from enclave.declaration.model import Declaration
from enclave.derive.organization_policies import (
    management_account,
    organization_policies,
    site_accounts,
)
from enclave.problems import Problem

from ...components.organization_policies import OrganizationPolicies, OrganizationPoliciesArgs
from ...providers import SiteProviderArgs, declare_provider, organization_tags
from ...settings import Settings


def declare_organization(declaration: Declaration, settings: Settings) -> None:
    """Declare the layer. Raises Problem where the organization is not ours, or nothing fits."""
    OrganizationPolicies(
        "guardrails",
        OrganizationPoliciesArgs(
            description=f"Accounts of the enclave of {declaration.organization.name}",
            policies=organization_policies(declaration),
            accounts=site_accounts(declaration),
        ),
        pulumi.ResourceOptions(
            provider=_declare_provider(declaration, settings), protect=settings.lasting
        ),
    )


def _declare_provider(declaration: Declaration, settings: Settings) -> aws.Provider:
    account = management_account(declaration)
    if account is None:
        raise Problem(
            where="organization.aws.management",
            problem="is external, so nothing is declared in that account",
            fix="hand over what enclave derive --out DIR writes into DIR/organization",
        )
    return declare_provider(
        "management",
        SiteProviderArgs(
            # Organizations has one endpoint a partition, which the SDK finds from any region; STS,
            # which is asked for the account, stays in the jurisdiction.
            region=declaration.jurisdiction.regions[0],
            account=account,
            tags=organization_tags(),
            fips_hosts={},
            rehearsal=settings.rehearsal,
        ),
    )
