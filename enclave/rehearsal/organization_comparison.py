"""Policies on the accounts of sites, held against what is derived."""

from collections.abc import Mapping
from typing import Any

from enclave.declaration.model import Declaration
from enclave.derive.organization_policies import organization_policies, site_accounts
from enclave.rehearsal.aws.landing_zone import ENABLED
from enclave.rehearsal.comparison import NOT_DERIVED, NOT_STANDING, Comparison
from enclave.rehearsal.read_organization import Carried


def compare_organization(declaration: Declaration, carried: Mapping[Carried, Any]) -> Comparison:
    """Compare each policy on each account, of the types that moto answers for."""
    derived = {
        Carried(account=account, type=policy.type, name=policy.name): policy.document
        for account in site_accounts(declaration)
        for policy in organization_policies(declaration)
        if policy.type in ENABLED
    }
    lacking = [where for where in derived if where not in carried]
    other = [w for w, document in carried.items() if w in derived and document != derived[w]]
    more = [where for where in carried if where not in derived]
    return Comparison(
        kind="organization policies on accounts",
        derived=len(derived),
        right=len(derived) - len(lacking) - len(other),
        problems=(
            *(f"{_named(where)} {NOT_STANDING}" for where in lacking),
            *(f"{_named(where)} does not say what is derived" for where in other),
            *(f"{_named(where)} {NOT_DERIVED}" for where in more),
        ),
    )


def _named(where: Carried) -> str:
    return f"{where.type} {where.name} on {where.account}"
