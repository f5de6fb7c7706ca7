"""What each role of a cloud site may do: one document a role, checked against IAM's limit."""

import json
from collections.abc import Callable, Iterator

from enclave.declaration.model import Declaration
from enclave.derive.cluster_policies import (
    balancer_statements,
    cluster_statements,
    cni_statements,
    node_statements,
    storage_statements,
)
from enclave.derive.delivery_policies import (
    alarm_statements,
    delivery_statements,
    firehose_statements,
    trail_statements,
)
from enclave.derive.people_policies import acceptor_statements
from enclave.derive.placement import cloud_placement
from enclave.derive.policy_documents import Document, Statement, document
from enclave.derive.role_site import RoleSite
from enclave.derive.runner_policies import runner_statements
from enclave.derive.session_policies import session_statements
from enclave.derive.workload_policies import (
    audit_statements,
    connector_statements,
    door_statements,
    function_statements,
    model_statements,
)
from enclave.derive.workloads import RoleKey
from enclave.problems import Problem

LONGEST = 10_240  # characters, without white space, of all inline policies of a role (IAM quotas)
_STATEMENTS: dict[RoleKey, Callable[[RoleSite], Iterator[Statement]]] = {
    RoleKey.CLUSTER: cluster_statements,
    RoleKey.NODES: node_statements,
    RoleKey.CNI: cni_statements,
    RoleKey.STORAGE: storage_statements,
    RoleKey.LOAD_BALANCER_CONTROLLER: balancer_statements,
    RoleKey.DOOR: door_statements,
    RoleKey.FUNCTIONS: function_statements,
    RoleKey.MODELS: model_statements,
    RoleKey.CONNECTOR: connector_statements,
    RoleKey.AUDIT: audit_statements,
    RoleKey.RUNNER: runner_statements,
    RoleKey.TRAIL: trail_statements,
    RoleKey.ALARMS: alarm_statements,
    RoleKey.LOG_DELIVERY: delivery_statements,
    RoleKey.FIREHOSE: firehose_statements,
    RoleKey.OPERATOR: session_statements,
    RoleKey.ACCEPTOR: acceptor_statements,
}


def role_policies(declaration: Declaration, site: str, key: RoleKey) -> dict[str, Document]:
    """What one role may do, by name of the document; none where it may do nothing.

    Raises Problem for a data centre, and for a document that is longer than IAM takes.
    """
    found = statements(declaration, site, key)
    if not found:
        return {}
    whole = document(found)
    _check(site, key, whole)
    return {str(key): whole}


def statements(declaration: Declaration, site: str, key: RoleKey) -> tuple[Statement, ...]:
    """The same as statements, for a role that need not be there. Raises Problem likewise."""
    cloud_placement(declaration, site)  # refuses a data centre
    return tuple(_STATEMENTS[key](RoleSite(declaration=declaration, site=site)))


def length(policy: Document) -> int:
    """Characters of a document as IAM counts them: white space is left out."""
    return len("".join(json.dumps(policy, separators=(",", ":")).split()))


def _check(site: str, key: RoleKey, policy: Document) -> None:
    if length(policy) > LONGEST:
        raise Problem(
            where=f"sites.{site}",
            problem=f"gives the role {key} a policy of {length(policy)} characters, and IAM takes "
            f"{LONGEST}",
            fix="declare fewer models or functions there, or spread them over more sites",
        )
