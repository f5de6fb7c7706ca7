"""Accounts that hold the state of stacks of their own: each cloud site's, and the organization's.

A key of secrets is used from its own account only, so the stack in the management account cannot
borrow a site's.
"""

from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.declaration.model.sites import Use
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.management import management_names
from enclave.problems import Problem

ORGANIZATION = "organization"  # its stack, and its part in names; no site is called so


@dataclass(frozen=True, kw_only=True)
class StateAccount:
    """Where state lies; of a `lasting` one nobody but break-glass takes history or keys away."""

    names: AwsNames
    lasting: bool


def state_account(declaration: Declaration, name: str) -> StateAccount:
    """The account of a cloud site, or of `ORGANIZATION`, which lasts if any site does.

    Raises Problem for a data centre, and for a management account that is not ours.
    """
    if name != ORGANIZATION:
        lasting = declaration.sites[name].use is Use.PRODUCTION
        return StateAccount(names=aws_names(declaration, name), lasting=lasting)
    names = management_names(declaration)
    if names is None:
        organization = declaration.organization.aws
        raise Problem(
            where="organization.aws.management",
            problem=f"is {organization.management if organization else 'not declared'},"
            " so nothing is made in that account",
            fix="hand over what enclave derive --out DIR writes into DIR/organization",
        )
    lasting = any(site.use is Use.PRODUCTION for site in declaration.sites.values())
    return StateAccount(names=names, lasting=lasting)
