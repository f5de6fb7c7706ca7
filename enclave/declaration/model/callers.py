"""Who asks, and how it proves that."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from enclave.declaration.model.base import Name, Part, Text


class JwtProof(Part):
    """A signed token, as Salesforce named credentials send it."""

    issuer: Annotated[str, StringConstraints(pattern=r"^https://[a-z0-9.-]+$")]
    algorithm: Literal["RS256"]
    subject: Text


class Caller(Part):
    """A caller and its proof: `jwt` with the declared VPC `endpoint`, or `spiffe` by mTLS."""

    source: Annotated[Name, Field(alias="from")]
    jwt: JwtProof | None = None
    endpoint: Annotated[str, StringConstraints(pattern=r"^vpce-[0-9a-f]{17}$")] | None = None
    spiffe: Annotated[str, StringConstraints(pattern=r"^spiffe://[a-z0-9.-]+(/[\w.-]+)+$")] | None = None
