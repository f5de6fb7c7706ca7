"""A managed policy of bootstrap's own: the boundary of roles, or what the deployer may do."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from enclave.account import Account
from enclave.account.account import same_document
from enclave.derive.policy_documents import Document

MOST_VERSIONS = 5  # that IAM keeps of a policy
GONE = "NoSuchEntity"


@dataclass(frozen=True, kw_only=True)
class ManagedPolicy:
    """A customer managed policy with one document."""

    account: Account
    id: str
    name: str
    purpose: str
    document: Document
    kind: str = "policy"

    @property
    def arn(self) -> str:
        """Its ARN, which follows from its name."""
        return self.account.names.iam(f"policy/{self.name}")

    def missing(self) -> bool:
        """Whether there is none of that name."""
        return self._standing() is None

    def differences(self) -> tuple[str, ...]:
        """Whether its default version says something else."""
        return () if self._says_the_same() else ("says something else",)

    def identity(self) -> str | None:
        """Its id, which no other policy ever has, of the same name or not."""
        standing = self._standing()
        return None if standing is None else str(standing["PolicyId"])

    def make(self) -> str:
        """Make it, or a new default version of it; the oldest goes where IAM keeps no more."""
        text = json.dumps(self.document, separators=(",", ":"))
        standing = self._standing()
        if standing is None:
            standing = self.account.call(
                "iam",
                "CreatePolicy",
                PolicyName=self.name,
                Description=self.purpose,
                PolicyDocument=text,
            )["Policy"]
        elif not self._says_the_same():
            self._make_room()
            new = {"PolicyArn": self.arn, "PolicyDocument": text, "SetAsDefault": True}
            self.account.call("iam", "CreatePolicyVersion", **new)
        return str(standing["PolicyId"])

    def remove(self) -> str:
        """Delete it with its versions; IAM refuses that while a role has it."""
        if self._standing() is None:
            return "was not there"
        for version in self._old_versions():
            self._delete(version)
        self.account.call("iam", "DeletePolicy", PolicyArn=self.arn)
        return "deleted"

    def _standing(self) -> Mapping[str, Any] | None:
        told = self.account.look("iam", "GetPolicy", GONE, PolicyArn=self.arn)
        return None if told is None else told["Policy"]

    def _says_the_same(self) -> bool:
        standing = self._standing()
        if standing is None:
            return False
        default = {"PolicyArn": self.arn, "VersionId": standing["DefaultVersionId"]}
        told = self.account.call("iam", "GetPolicyVersion", **default)
        return same_document(told["PolicyVersion"]["Document"], self.document)

    def _old_versions(self) -> list[str]:
        told = self.account.call("iam", "ListPolicyVersions", PolicyArn=self.arn)["Versions"]
        old = [version for version in told if not version["IsDefaultVersion"]]
        return [version["VersionId"] for version in sorted(old, key=lambda v: v["CreateDate"])]

    def _make_room(self) -> None:
        old = self._old_versions()
        if len(old) >= MOST_VERSIONS - 1:
            self._delete(old[0])

    def _delete(self, version: str) -> None:
        self.account.call("iam", "DeletePolicyVersion", PolicyArn=self.arn, VersionId=version)
