"""Whose enclave it is, who answers for it, and where it may be."""

from typing import Annotated

from pydantic import Field, StringConstraints

from enclave.declaration.model.base import KIND, Country, Part, Partition, Text

Region = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{2,4}(-[a-z]+)+-[0-9]$"),
    Field(json_schema_extra={KIND: "an AWS region"}, examples=["eu-central-1"]),
]
OrganizationId = Annotated[
    str,
    StringConstraints(pattern=r"^o-[a-z0-9]{10,32}$"),
    Field(json_schema_extra={KIND: "an AWS organization"}, examples=["o-exampleorgid"]),
]
Management = Annotated[
    str,
    StringConstraints(pattern=r"^([0-9]{12}|external)$"),
    Field(
        json_schema_extra={KIND: "a management account of 12 digits, quoted, or external"},
        examples=["external"],
    ),
]
RolePath = Annotated[
    str,
    StringConstraints(pattern=r"^role/[A-Za-z0-9_+=,.@/-]{1,64}$"),
    Field(json_schema_extra={KIND: "an IAM role as role/NAME"}, examples=["role/break-glass"]),
]
Mail = Annotated[
    str,
    StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$", max_length=254),
    Field(json_schema_extra={KIND: "a mail address"}, examples=["soc@shop.example"]),
]
KeyFile = Annotated[
    str,
    StringConstraints(
        pattern=r"^([A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*\.pem$",
        max_length=200,
    ),
    Field(
        json_schema_extra={
            KIND: "the path of a public key file below the declaration, without . and .. in it"
        },
        examples=["keys/soc.pem"],
    ),
]
"""No part of the path begins with a dot, so that a file is named in one way only."""


class AwsOrganization(Part):
    """The AWS organization; `management: external` is somebody else's landing zone."""

    id: OrganizationId = Field(description="Id of the AWS organization.")
    management: Management = Field(
        description="Our management account, or `external`: policies are then only documents."
    )
    break_glass: RolePath = Field(description="The one role that the region lock leaves out.")


class Organization(Part):
    """The retailer."""

    name: Text = Field(description="What people call the organization.")
    aws: AwsOrganization | None = Field(
        default=None, description="Required with AWS sites, refused without."
    )


class Person(Part):
    """Somebody who owns or approves; approvers have a public key."""

    mail: Mail = Field(description="Where this person or team is reached.")
    key: KeyFile | None = Field(
        default=None, description="Public key (PEM) that approvals are verified with."
    )


class Jurisdiction(Part):
    """Where data may be: countries for every site, partition and regions for AWS sites."""

    countries: Annotated[tuple[Country, ...], Field(min_length=1)] = Field(
        description="Countries of sites, neighbours and sources; each is used."
    )
    partition: Partition = Field(description="AWS partition of every AWS site.")
    regions: tuple[Region, ...] = Field(
        default=(), description="AWS regions of sites; each is used."
    )
