"""Whose enclave it is, who answers for it, and where it may be."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from enclave.declaration.model.base import AccountId, Country, Partition, Part, Text


class AwsOrganization(Part):
    """The AWS organization; `management: external` is somebody else's landing zone."""

    id: Annotated[str, StringConstraints(pattern=r"^o-[a-z0-9]{10,32}$")]
    management: AccountId | Literal["external"]
    break_glass: Annotated[str, StringConstraints(pattern=r"^role/[\w+=,.@/-]{1,64}$")]


class Organization(Part):
    """The retailer."""

    name: Text
    aws: AwsOrganization | None = None


class Person(Part):
    """Somebody who owns or approves; approvers have a public key."""

    mail: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$")]
    key: Annotated[str, StringConstraints(pattern=r"^[\w./-]+\.pem$")] | None = None


class Jurisdiction(Part):
    """Where data may be: countries for every site, partition and regions for AWS sites."""

    countries: Annotated[tuple[Country, ...], Field(min_length=1)]
    partition: Partition = Partition.AWS
    regions: tuple[str, ...] = ()
