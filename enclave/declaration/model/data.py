"""What the data is: classes, and the sources whose fields carry them."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StrictBool, StringConstraints

from enclave.declaration.model.base import (
    KIND,
    Country,
    FieldPath,
    Hostname,
    MalformedError,
    Name,
    Part,
)


class Grade(StrEnum):
    """How secret a class is; findings have a severity, classes have a grade."""

    OPEN = "open"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    CROWN_JEWEL = "crown_jewel"


class Pack(StrEnum):
    """Families of patterns by which the door recognises a class in text."""

    PRICE_RULES = "price-rules"
    MARGINS = "margins"
    INVENTORY = "inventory"
    FORECASTS = "forecasts"
    SUPPLIER_TERMS = "supplier-terms"
    CUSTOMER_VALUE = "customer-value"
    CODE_NAMES = "code-names"
    MARKINGS = "markings"
    SECRETS = "secrets"
    PERSONAL_EU = "personal-eu"


class Recognition(Part):
    """How the door finds a class in text: by packs, and by rows of the named fields."""

    packs: Annotated[tuple[Pack, ...], Field(min_length=1)] = Field(
        description="Families of patterns."
    )
    exact: tuple[FieldPath, ...] = Field(
        default=(), description="Fields of this class whose very values are recognised."
    )


class DataClass(Part):
    """A class of data; a field without a class never leaves its source."""

    grade: Grade = Field(description="How secret it is.")
    personal: StrictBool = Field(default=False, description="Data of natural persons (GDPR).")
    recognise: Recognition | None = Field(
        default=None,
        description="How the door finds it in text: required from confidential on.",
    )


_CHECKSUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def _checked_org(org: str) -> str:
    """An 18-character id carries the case of its first 15 in its last 3 (Salesforce: ID field)."""
    chunks = (org[start : start + 5] for start in (0, 5, 10))
    end = "".join(
        _CHECKSUM[sum(char.isupper() << i for i, char in enumerate(chunk))] for chunk in chunks
    )
    if org[15:] != end:
        raise MalformedError(
            f"{org} is mistyped: after its first 15 characters come {end}", fix="copy it again"
        )
    return org


OrgId = Annotated[
    str,
    StringConstraints(pattern=r"^00D[A-Za-z0-9]{15}$"),
    AfterValidator(_checked_org),
    Field(
        json_schema_extra={KIND: "a Salesforce org id of 18 characters"},
        examples=["00D000000000001EAA"],
    ),
]


class Salesforce(Part):
    """A Salesforce org: 18-character id, where it is hosted, its My Domain."""

    org: OrgId = Field(description="Organization id, 18 characters.")
    country: Country = Field(description="Where the org is hosted.")
    my_domain: Hostname = Field(description="Its My Domain host name.")
    processor: Name | None = Field(
        default=None, description="The processor that runs it; every org has one."
    )


class System(Part):
    """One of the organization's own systems, at a neighbour's address."""

    at: Name = Field(description="The neighbour that it stands at.")


ApiName = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,79}$"),
    Field(json_schema_extra={KIND: "an API name (letters, digits, _)"}, examples=["UnitCost__c"]),
]


class Source(Part):
    """Where data comes from, and the class of each field; either `salesforce` or `system`."""

    salesforce: Salesforce | None = Field(default=None, description="A Salesforce org.")
    system: System | None = Field(default=None, description="A system of our own.")
    fields: Annotated[
        dict[ApiName, Annotated[dict[ApiName, Name], Field(min_length=1)]], Field(min_length=1)
    ] = Field(description="Class of each field, by object; a field that is not here never leaves.")
