"""What every part of the declaration shares: strictness and the small value types.

A type's kind says what it is in the words of a finding, its first example is the fix's pattern.
"""

from enum import StrEnum
from ipaddress import IPv4Network
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    WithJsonSchema,
)


class Part(BaseModel):
    """A part of the declaration: immutable, and refusing keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


KIND = "x-kind"  # pydantic drops the titles of keys and of values in maps, but keeps extras
NAME = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
NETWORK = r"^([0-9]{1,3}\.){3}[0-9]{1,3}/[0-9]{1,2}$"
ADDRESS = r"^([0-9]{1,3}\.){3}[0-9]{1,3}$"

Name = Annotated[
    str,
    StringConstraints(pattern=NAME, max_length=24),
    Field(
        json_schema_extra={KIND: "a name (small letters, digits and single hyphens, at most 24)"},
        examples=["web-shop"],
    ),
]
"""A name that people give to a part: short, so that it fits in every derived resource's name."""

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=3, max_length=200),
    Field(
        json_schema_extra={KIND: "a text of 3 to 200 characters"},
        examples=["Replies to customers' cases"],
    ),
]
Country = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z]{2}$"),
    Field(
        json_schema_extra={KIND: "a country in two capital letters (ISO 3166-1)"}, examples=["DE"]
    ),
]
Hostname = Annotated[
    str,
    StringConstraints(pattern=r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$", max_length=253),
    Field(
        json_schema_extra={KIND: "a host name in small letters"},
        examples=["shop.my.salesforce.example"],
    ),
]
AccountId = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{12}$"),
    Field(
        json_schema_extra={KIND: "an AWS account of 12 digits, quoted"}, examples=["111122223333"]
    ),
]
Sha256 = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{64}$"),
    Field(
        json_schema_extra={KIND: "a SHA-256 of 64 small hexadecimal digits"},
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ),
]
Port = Annotated[
    int,
    Strict(),
    Field(ge=1, le=65535, json_schema_extra={KIND: "a port from 1 to 65535"}, examples=[443]),
]
FieldPath = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,79}\.[A-Za-z][A-Za-z0-9_]{0,79}$"),
    Field(json_schema_extra={KIND: "a field as Object.Field"}, examples=["Case.Description"]),
]


class MalformedError(ValueError):
    """A value of the wrong form, with the fix where one can be told."""

    def __init__(self, problem: str, *, fix: str) -> None:
        super().__init__(problem)
        self.fix = fix


def text_only(value: object) -> str:
    """Return the value if it is text: a number would be taken for an address or for seconds."""
    if isinstance(value, str):
        return value
    raise ValueError(value)


def _network(value: object) -> IPv4Network:
    if isinstance(value, IPv4Network):
        return value
    address, slash, _ = text_only(value).partition("/")
    network = IPv4Network(text_only(value), strict=False)
    if not slash:
        raise MalformedError(f"{value} lacks its size", fix=f"{value}/32")
    if str(network.network_address) != address:
        raise MalformedError(f"{value} is an address inside {network}", fix=str(network))
    return network


Network = Annotated[
    IPv4Network,
    BeforeValidator(_network),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": NETWORK,
            KIND: "an IPv4 network with its size",
            "examples": ["10.40.0.0/20"],
        }
    ),
]


class Partition(StrEnum):
    """AWS partition: separate accounts, credentials and DNS names; not a region."""

    AWS = "aws"
    AWS_EUSC = "aws-eusc"
