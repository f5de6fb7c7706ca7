"""Processors outside the enclave, and approved exceptions."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from enclave.declaration.model.base import KIND, Country, Name, Part, Text, text_only


def _day(value: object) -> object:
    return value if isinstance(value, date) else text_only(value)


Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", KIND: "a day", "examples": ["2028-06-30"]}),
]


class Transfer(StrEnum):
    """Mechanism that allows a processor's country (GDPR chapter V)."""

    INTRA_EEA = "intra_eea"
    ADEQUACY = "adequacy"
    STANDARD_CLAUSES = "standard_clauses"
    BINDING_RULES = "binding_rules"


class Processor(Part):
    """Somebody who processes data of the declared classes for the organization."""

    country: Country = Field(description="Where it processes.")
    transfer: Transfer = Field(description="What allows that country.")
    agreement: Day = Field(description="Day of the data processing agreement.")
    review_by: Day = Field(description="Day by which it is reviewed.")
    receives: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(
        description="Classes that it receives: those of the sources that it runs."
    )


PolicyId = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$", max_length=80),
    Field(json_schema_extra={KIND: "a policy"}, examples=["ENCLAVE_TRANSFORMATION"]),
]
Scope = Annotated[
    str,
    StringConstraints(min_length=1, max_length=120),
    Field(
        json_schema_extra={KIND: "a pattern over subjects"},
        examples=["functions.price-explanation.*"],
    ),
]


class DeclaredException(Part):
    """An approved, dated, owned suppression of a policy."""

    policy: PolicyId = Field(description="The rule or policy that may fail.")
    scope: Scope = Field(description="Where: the subjects of its findings; `*` is any text.")
    reason: Text = Field(description="Why.")
    owner: Name = Field(description="Who answers for it.")
    approver: Name = Field(description="Who agreed: somebody else, with a key.")
    expires: Day = Field(description="Its last day.")
