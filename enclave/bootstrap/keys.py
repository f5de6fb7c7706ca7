"""A key of bootstrap's own, behind its alias."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from enclave.account import Account, Refused
from enclave.account.account import same_document
from enclave.derive.policy_documents import Document
from enclave.derive.state_backend import DELETION_DAYS

MARK = "enclave:bootstrap"  # tag by which a key is found whose alias was not made in time
_GONE = ("NotFoundException",)
_USABLE = ("Enabled", "Disabled")


@dataclass(frozen=True, kw_only=True)
class Key:
    """A symmetric key of one region, rotated each year; its alias is its name."""

    account: Account
    id: str
    name: str
    purpose: str
    policy: Document
    kind: str = "key"

    def arn(self) -> str | None:
        """ARN of the key that the alias leads to; None where none does or it is to be deleted."""
        found = self._behind_alias()
        return str(found["Arn"]) if found and found["KeyState"] in _USABLE else None

    def missing(self) -> bool:
        """Whether no usable key is behind the alias."""
        return self.arn() is None

    def differences(self) -> tuple[str, ...]:
        """What of state, rotation and policy is not as derived."""
        return tuple(self._differences(self._require_arn()))

    def identity(self) -> str | None:
        """ARN of the key that `remove` would take."""
        return self.arn() or self._unnamed()

    def make(self) -> str:
        """Make key and alias, or mend them; a key that a kill left without alias is found again."""
        arn = self.identity() or self._create()
        self._lead_alias_to(arn)
        kms = {"KeyId": _id(arn)}
        if self._describe(arn)["KeyState"] == "Disabled":
            self.account.call("kms", "EnableKey", **kms)
        self.account.call("kms", "PutKeyPolicy", **kms, PolicyName="default", Policy=self._text)
        self.account.call("kms", "EnableKeyRotation", **kms)
        return arn

    def remove(self) -> str:
        """Take the alias away and have the key deleted at the end of the longest window."""
        arn = self.identity()
        if self._behind_alias() is not None:
            self.account.call("kms", "DeleteAlias", AliasName=self._alias)
        if arn is None:
            return "was not there"
        window = {"KeyId": _id(arn), "PendingWindowInDays": DELETION_DAYS}
        told = self.account.call("kms", "ScheduleKeyDeletion", **window)
        day = f"{told['DeletionDate']:%Y-%m-%d}"
        return f"{arn} is deleted on {day}; until then kms CancelKeyDeletion keeps it"

    @property
    def _alias(self) -> str:
        return f"alias/{self.name}"

    @property
    def _text(self) -> str:
        return json.dumps(self.policy)

    def _differences(self, arn: str) -> Iterator[str]:
        if self._describe(arn)["KeyState"] != "Enabled":
            yield "is switched off"
        if not self.account.call("kms", "GetKeyRotationStatus", KeyId=_id(arn))[
            "KeyRotationEnabled"
        ]:
            yield "is not rotated"
        told = self.account.call("kms", "GetKeyPolicy", KeyId=_id(arn), PolicyName="default")[
            "Policy"
        ]
        if not same_document(told, self.policy):
            yield "has another policy"

    def _require_arn(self) -> str:
        arn = self.arn()
        if arn is None:
            raise Refused(
                where=self._alias, problem="went away meanwhile", fix="run it again to look anew"
            )
        return arn

    def _behind_alias(self) -> dict[str, Any] | None:
        told = self.account.look("kms", "DescribeKey", *_GONE, KeyId=self._alias)
        return None if told is None else told["KeyMetadata"]

    def _describe(self, arn: str) -> dict[str, Any]:
        found: dict[str, Any] = self.account.call("kms", "DescribeKey", KeyId=arn)["KeyMetadata"]
        return found

    def _unnamed(self) -> str | None:
        """ARN of a usable key that carries our mark: one whose alias a kill prevented."""
        mark = {"TagKey": MARK, "TagValue": self.name}
        for key in self.account.call("kms", "ListKeys")["Keys"]:
            # A key that does not let us read its tags is none of ours: ours let IAM decide.
            told = self.account.look(
                "kms", "ListResourceTags", "AccessDeniedException", *_GONE, KeyId=key["KeyId"]
            )
            if (
                told
                and mark in told["Tags"]
                and self._describe(key["KeyArn"])["KeyState"] in _USABLE
            ):
                return str(key["KeyArn"])
        return None

    def _create(self) -> str:
        told = self.account.call(
            "kms",
            "CreateKey",
            Policy=self._text,
            Description=self.purpose,
            MultiRegion=False,
            Tags=[{"TagKey": MARK, "TagValue": self.name}],
        )
        return str(told["KeyMetadata"]["Arn"])

    def _lead_alias_to(self, arn: str) -> None:
        found = self._behind_alias()
        if found is None:
            self.account.call("kms", "CreateAlias", AliasName=self._alias, TargetKeyId=arn)
        elif found["Arn"] != arn:
            self.account.call("kms", "UpdateAlias", AliasName=self._alias, TargetKeyId=arn)


def _id(arn: str) -> str:
    return arn.rpartition("/")[2]
