"""Statements of roles of the smallest declaration, for tests of what roles may do."""

from enclave.declaration.model import Declaration
from enclave.derive.deployer_policies import deployer_policies
from enclave.derive.policy_documents import Statement
from enclave.derive.role_policies import role_policies
from enclave.derive.workloads import RoleKey
from tests.enclave.derive.declared import declared


def permitted(key: RoleKey, declaration: Declaration | None = None) -> dict[str, Statement]:
    """The statements of a role at the site `frankfurt`, by their ids."""
    policies = role_policies(declaration or declared(), "frankfurt", key)
    return {s["Sid"]: s for policy in policies.values() for s in policy["Statement"]}


def actions(key: RoleKey, declaration: Declaration | None = None) -> set[str]:
    """Every action of a role."""
    return {a for s in permitted(key, declaration).values() for a in s["Action"]}


def deploying(declaration: Declaration | None = None) -> dict[str, Statement]:
    """The statements of the deployer of the site `frankfurt`, by family and id."""
    policies = deployer_policies(declaration or declared(), "frankfurt")
    return {
        f"{family}.{s['Sid']}": s
        for family, policy in policies.items()
        for s in policy["Statement"]
    }
