"""What derived policy documents share: their shape, and the conditions of the perimeter."""

from collections.abc import Iterable
from typing import Any

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames

Statement = dict[str, Any]
Document = dict[str, Any]
Condition = dict[str, dict[str, Any]]
_VERSION = "2012-10-17"


def document(statements: Iterable[Statement]) -> Document:
    """A policy document of these statements, in this order."""
    return {"Version": _VERSION, "Statement": list(statements)}


def ours(declaration: Declaration, names: AwsNames, *, resource: bool = True) -> dict[str, str]:
    """`StringEquals` of the perimeter: the caller, and the resource, are of the site's own account.

    The organization, where there is one, is asked for too: it is what its own policies speak of.
    """
    kinds = ("Principal", "Resource") if resource else ("Principal",)
    accounts = {f"aws:{kind}Account": names.account for kind in kinds}
    return accounts | of_organization(declaration, *kinds)


def of_organization(declaration: Declaration, *kinds: str) -> dict[str, str]:
    """`StringEquals` of membership of `Principal` or `Resource`; empty without an organization."""
    organization = declaration.organization.aws
    return {f"aws:{kind}OrgID": organization.id for kind in kinds} if organization else {}


def not_ours(declaration: Declaration, names: AwsNames) -> Condition:
    """Condition of a request from outside both the account and the organization, for a Deny.

    Both have to differ: an account of the organization does not meet it, and what keeps that one
    out is a resource control policy. So a wrong id of the organization alone locks nobody out. A
    service of AWS that acts for itself belongs to neither: what else the policy says limits it.
    """
    return {
        "StringNotEqualsIfExists": ours(declaration, names, resource=False),
        "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
    }


def over_tls() -> Condition:
    """Condition of a request that came over TLS."""
    return {"Bool": {"aws:SecureTransport": "true"}}
