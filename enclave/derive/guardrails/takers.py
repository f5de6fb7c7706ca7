"""Roles that services of AWS take, for pods, for machines and for themselves, and no person."""

from collections.abc import Iterator

from enclave.declaration.model import Declaration
from enclave.derive.policy_documents import Document
from enclave.derive.roles import roles
from enclave.derive.workloads import RoleKey, role_name


def taken_by_services(declaration: Declaration, site: str) -> Iterator[str]:
    """Names of a site's roles whose trust names services only, with `*` for the site.

    Raises Problem for a data centre.
    """
    for role in roles(declaration, site):
        if _names_services_only(role.trust):
            yield role_name(declaration, "*", RoleKey(role.key))


def _names_services_only(trust: Document) -> bool:
    return all(set(statement["Principal"]) == {"Service"} for statement in trust["Statement"])
