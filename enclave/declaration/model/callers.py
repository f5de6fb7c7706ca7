"""Who asks, and how it proves that."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from enclave.declaration.model.base import KIND, Name, Part

Issuer = Annotated[
    str,
    StringConstraints(pattern=r"^https://[a-z0-9.-]+$", max_length=261),
    Field(
        json_schema_extra={KIND: "an https issuer without path"},
        examples=["https://shop.my.salesforce.example"],
    ),
]
Subject = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_.@+-]{1,100}$"),
    Field(json_schema_extra={KIND: "the token's subject"}, examples=["service-desk"]),
]
EndpointId = Annotated[
    str,
    StringConstraints(pattern=r"^vpce-[0-9a-f]{17}$"),
    Field(json_schema_extra={KIND: "a VPC endpoint"}, examples=["vpce-0a1b2c3d4e5f67890"]),
]
SpiffeId = Annotated[
    str,
    StringConstraints(pattern=r"^spiffe://[a-z0-9.-]+(/[A-Za-z0-9_.-]+)+$", max_length=2048),
    Field(json_schema_extra={KIND: "a SPIFFE id"}, examples=["spiffe://shop.example/web/front"]),
]


class JwtAlgorithm(StrEnum):
    """The signature algorithm of Salesforce tokens at the door; Salesforce also offers RS512."""

    RS256 = "RS256"


class JwtProof(Part):
    """A signed token, as Salesforce named credentials send it."""

    issuer: Issuer = Field(description="https:// and the source's My Domain.")
    algorithm: JwtAlgorithm = Field(description="RS256; no other is accepted at the door.")
    subject: Subject = Field(description="Subject of the token; one caller each.")


class Caller(Part):
    """A caller and its proof: `jwt` with the declared VPC `endpoint`, or `spiffe` by mTLS."""

    source: Name = Field(alias="from", description="The source that it asks from.")
    jwt: JwtProof | None = Field(default=None, description="Proof of a Salesforce caller.")
    endpoint: EndpointId | None = Field(
        default=None, description="VPC endpoint that a Salesforce caller comes through."
    )
    spiffe: SpiffeId | None = Field(default=None, description="Proof of a caller of our own.")
