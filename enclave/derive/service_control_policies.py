"""Service control policies: what nobody in a site's account does, whatever it is allowed there.

They bind every principal of the account but service-linked roles, and not the management account.
What each statement does and why: docs/organization.md.
"""

from collections.abc import Iterator

from enclave.declaration.model import Declaration
from enclave.derive.guardrails.cluster import cluster_statements
from enclave.derive.guardrails.controls import control_statements
from enclave.derive.guardrails.escapes import escape_statements
from enclave.derive.guardrails.estate import Estate, estate_of
from enclave.derive.guardrails.keys import key_statements
from enclave.derive.guardrails.machines import machine_statements
from enclave.derive.guardrails.network import network_statements
from enclave.derive.guardrails.services import service_statements
from enclave.derive.names import organization_slug
from enclave.derive.policy_documents import Statement
from enclave.derive.policy_packing import PolicyDocument, PolicyType, pack


def service_control_policies(declaration: Declaration) -> tuple[PolicyDocument, ...]:
    """The documents, to be attached to every site's account; none without an AWS site.

    Raises UnfitPolicies where they are longer or more than AWS takes.
    """
    estate = estate_of(declaration)
    if estate is None:
        return ()
    name = f"{organization_slug(declaration)}-enclave-scp"
    return pack(tuple(_statements(estate)), PolicyType.SERVICE_CONTROL, name=name)


def _statements(estate: Estate) -> Iterator[Statement]:
    yield from service_statements(estate)
    yield from escape_statements(estate)
    yield from network_statements(estate)
    yield from key_statements(estate)
    yield from cluster_statements(estate)
    yield from machine_statements(estate)
    yield from control_statements(estate)
