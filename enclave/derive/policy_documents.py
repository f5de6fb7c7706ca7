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
    """`StringEquals` of the perimeter: the caller, and the resource, belong to the organization.

    Without an AWS organization the account takes its place, which is narrower.
    """
    organization = declaration.organization.aws
    key, value = ("OrgID", organization.id) if organization else ("Account", names.account)
    kinds = ("Principal", "Resource") if resource else ("Principal",)
    return {f"aws:{kind}{key}": value for kind in kinds}


def not_ours(declaration: Declaration, names: AwsNames) -> Condition:
    """Condition of a request from outside the organization, for a Deny.

    A service of AWS that acts for itself belongs to no organization and does not meet it: what
    else the policy says limits that one.
    """
    return {
        "StringNotEqualsIfExists": ours(declaration, names, resource=False),
        "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
    }


def over_tls() -> Condition:
    """Condition of a request that came over TLS."""
    return {"Bool": {"aws:SecureTransport": "true"}}
