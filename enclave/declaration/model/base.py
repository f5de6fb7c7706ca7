"""What every part of the declaration shares: strictness and the small value types."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Part(BaseModel):
    """A part of the declaration: immutable, and refusing keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=24)]
"""A name that people give to a part: short, so that it fits in every derived resource's name."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=200)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2."""

Hostname = Annotated[str, StringConstraints(pattern=r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$")]
AccountId = Annotated[str, StringConstraints(pattern=r"^\d{12}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Port = Annotated[int, Field(ge=1, le=65535)]

FieldPath = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]\w*\.[A-Za-z]\w*$")]
"""`Object.Field`, as in Salesforce."""


class Partition(StrEnum):
    """AWS partition: separate accounts, credentials and DNS names; not a region."""

    AWS = "aws"
    AWS_EUSC = "aws-eusc"
