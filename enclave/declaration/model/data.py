"""What the data is: classes, and the sources whose fields carry them."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from enclave.declaration.model.base import Country, FieldPath, Hostname, Name, Part


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

    packs: Annotated[tuple[Pack, ...], Field(min_length=1)]
    exact: tuple[FieldPath, ...] = ()


class DataClass(Part):
    """A class of data; a field without a class never leaves its source."""

    grade: Grade
    personal: bool = False
    recognise: Recognition | None = None


class Salesforce(Part):
    """A Salesforce org: 18-character id, where it is hosted, its My Domain."""

    org: Annotated[str, StringConstraints(pattern=r"^00D[A-Za-z0-9]{15}$")]
    country: Country
    my_domain: Hostname


class System(Part):
    """One of the organization's own systems, at a neighbour's address."""

    at: Name


ApiName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]\w{0,79}$")]


class Source(Part):
    """Where data comes from, and the class of each field; either `salesforce` or `system`."""

    salesforce: Salesforce | None = None
    system: System | None = None
    fields: Annotated[dict[ApiName, dict[ApiName, Name]], Field(min_length=1)]
