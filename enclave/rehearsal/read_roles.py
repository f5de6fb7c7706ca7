"""Roles of a site as they stand, read with the SDK."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class HeldRole:
    """A role of the account: whom it trusts, its own policies by name, what else is attached."""

    trust: Any
    policies: Mapping[str, Any]
    attached: frozenset[str]
    boundary: str | None


def read_roles(
    iam: Any,  # noqa: ANN401  botocore has no types
    tag: tuple[str, str],
) -> dict[str, HeldRole]:
    """Return the roles that carry a tag, by name, whoever made them."""
    pages = iam.get_paginator("list_roles").paginate()
    names = [role["RoleName"] for page in pages for role in page["Roles"]]
    found = {name: iam.get_role(RoleName=name)["Role"] for name in names}
    key, value = tag
    mine = {"Key": key, "Value": value}
    return {name: _role(iam, role) for name, role in found.items() if mine in role.get("Tags", ())}


def _role(iam: Any, found: Mapping[str, Any]) -> HeldRole:  # noqa: ANN401  botocore has no types
    name = found["RoleName"]
    own = iam.list_role_policies(RoleName=name)["PolicyNames"]
    attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    return HeldRole(
        trust=found["AssumeRolePolicyDocument"],
        policies={
            each: iam.get_role_policy(RoleName=name, PolicyName=each)["PolicyDocument"]
            for each in own
        },
        attached=frozenset(each["PolicyArn"] for each in attached),
        boundary=found.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn"),
    )
