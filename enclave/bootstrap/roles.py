"""The role that deploys the site."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from enclave.account import Account
from enclave.account.account import same_document
from enclave.bootstrap.policies import GONE
from enclave.derive.policy_documents import Document


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role with exactly the managed policies `policies` (ARNs), and none written into it."""

    account: Account
    id: str
    name: str
    purpose: str
    trust: Document
    policies: Sequence[str]
    boundary: str | None = None
    session_seconds: int = 3600
    kind: str = "role"

    def missing(self) -> bool:
        """Whether there is none of that name."""
        return self._standing() is None

    def differences(self) -> tuple[str, ...]:
        """What of trust, session, boundary and policies is not as derived."""
        return tuple(self._differences(self._standing() or {}))

    def identity(self) -> str | None:
        """Its id, which no other role ever has, of the same name or not."""
        standing = self._standing()
        return None if standing is None else str(standing["RoleId"])

    def make(self) -> str:
        """Make it, or mend it: what it may do comes last, after what it may no more is gone."""
        identity = self.identity() or self._create()
        trust = {"RoleName": self.name, "PolicyDocument": json.dumps(self.trust)}
        self.account.call("iam", "UpdateAssumeRolePolicy", **trust)
        session = {"RoleName": self.name, "MaxSessionDuration": self.session_seconds}
        self.account.call("iam", "UpdateRole", Description=self.purpose, **session)
        self._bound()
        self._detach(set(self._attached()) - set(self.policies))
        for arn in self.policies:
            self.account.call("iam", "AttachRolePolicy", RoleName=self.name, PolicyArn=arn)
        return identity

    def remove(self) -> str:
        """Detach our policies and delete it; IAM refuses that while it has others."""
        if self._standing() is None:
            return "was not there"
        self._detach(set(self._attached()) & set(self.policies))
        self.account.call("iam", "DeleteRole", RoleName=self.name)
        return "deleted"

    def _differences(self, standing: dict[str, Any]) -> Iterator[str]:
        if not same_document(standing.get("AssumeRolePolicyDocument"), self.trust):
            yield "is trusted to others"
        if standing.get("MaxSessionDuration") != self.session_seconds:
            yield "has sessions of another length"
        bound = standing.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn")
        if bound != self.boundary:
            yield "has another boundary"
        if sorted(self._attached()) != sorted(self.policies) or self._written_in():
            yield "has other policies"

    def _standing(self) -> dict[str, Any] | None:
        told = self.account.look("iam", "GetRole", GONE, RoleName=self.name)
        return None if told is None else told["Role"]

    def _create(self) -> str:
        bound = {} if self.boundary is None else {"PermissionsBoundary": self.boundary}
        told = self.account.call(
            "iam",
            "CreateRole",
            RoleName=self.name,
            AssumeRolePolicyDocument=json.dumps(self.trust),
            Description=self.purpose,
            MaxSessionDuration=self.session_seconds,
            **bound,
        )
        return str(told["Role"]["RoleId"])

    def _bound(self) -> None:
        if self.boundary is not None:
            bound = {"RoleName": self.name, "PermissionsBoundary": self.boundary}
            self.account.call("iam", "PutRolePermissionsBoundary", **bound)
        elif (self._standing() or {}).get("PermissionsBoundary"):
            self.account.call("iam", "DeleteRolePermissionsBoundary", RoleName=self.name)

    def _attached(self) -> list[str]:
        told = self.account.call("iam", "ListAttachedRolePolicies", RoleName=self.name)
        return [policy["PolicyArn"] for policy in told["AttachedPolicies"]]

    def _written_in(self) -> list[str]:
        told = self.account.call("iam", "ListRolePolicies", RoleName=self.name)
        names: list[str] = told["PolicyNames"]
        return names

    def _detach(self, arns: set[str]) -> None:
        for arn in sorted(arns):
            self.account.call("iam", "DetachRolePolicy", RoleName=self.name, PolicyArn=arn)
        for name in self._written_in():
            self.account.call("iam", "DeleteRolePolicy", RoleName=self.name, PolicyName=name)
