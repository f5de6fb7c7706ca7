"""The resource that a request of the engine is about."""

import hashlib
from dataclasses import dataclass

from enclave.problems import Problem
from enclave.rehearsal.aws.model import Resource
from enclave.rehearsal.aws.types import TYPES

URN_PARTS = 4  # urn:pulumi:<stack>, project, <parents' types>$<type>, name


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The resource that a request is about."""

    resource: Resource
    urn: str
    name: str

    @property
    def where(self) -> str:
        """Name it in a message."""
        return f"{self.resource.type} {self.name}"

    @property
    def mark(self) -> str:
        """Return what marks its things in moto; a URN has characters that tags may not have."""
        return hashlib.sha256(self.urn.encode()).hexdigest()[:40]


def subject_of(urn: str) -> Subject:
    """Return what the URN names; Problem for a type that no table describes."""
    _, _, types, name = urn.split("::", URN_PARTS - 1)
    token = types.rpartition("$")[2]
    if token not in TYPES:
        service = token.split(":")[1].partition("/")[0] if ":" in token else token
        raise Problem(
            where=f"{token} {name}",
            problem="is of a type that the stand-in does not know",
            fix=f"describe the type in enclave/rehearsal/aws/types/{service}",
        )
    return Subject(resource=TYPES[token], urn=urn, name=name)
