"""All policies of the organization, and the accounts that they are attached to."""

from collections.abc import Iterator

from enclave.declaration.model import Declaration
from enclave.derive.ai_opt_out import ai_opt_out_policies
from enclave.derive.declarative_policies import declarative_policies
from enclave.derive.guardrails.estate import estate_of
from enclave.derive.management import management_names
from enclave.derive.policy_packing import PolicyDocument, UnfitPolicies
from enclave.derive.resource_control_policies import resource_control_policies
from enclave.derive.service_control_policies import service_control_policies
from enclave.problems import Problem

_KINDS = (
    service_control_policies,
    resource_control_policies,
    declarative_policies,
    ai_opt_out_policies,
)


def organization_policies(declaration: Declaration) -> tuple[PolicyDocument, ...]:
    """Every document, by type. Raises UnfitPolicies with what does not fit, of all types."""
    wrong: list[Problem] = []
    found = tuple(_documents(declaration, wrong))
    if wrong:
        raise UnfitPolicies(wrong)
    return found


def site_accounts(declaration: Declaration) -> tuple[str, ...]:
    """The accounts that carry the policies: those of the sites, and no other."""
    estate = estate_of(declaration)
    return estate.accounts if estate else ()


def management_account(declaration: Declaration) -> str | None:
    """The management account, where it is ours; None for somebody else's landing zone."""
    names = management_names(declaration)
    return names.account if names else None


def _documents(declaration: Declaration, wrong: list[Problem]) -> Iterator[PolicyDocument]:
    for derive in _KINDS:
        try:
            yield from derive(declaration)
        except UnfitPolicies as unfit:
            wrong.extend(unfit.problems)
