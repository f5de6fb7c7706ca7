"""What the enclave does: each function, what it receives, returns and may use up."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, Strict

from enclave.declaration.model.base import KIND, FieldPath, Name, Part, Text
from enclave.declaration.model.quantities import Duration, RateText, TransformText


class Basis(StrEnum):
    """Legal basis of processing (GDPR article 6(1))."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal_obligation"
    VITAL_INTERESTS = "vital_interests"
    PUBLIC_TASK = "public_task"
    LEGITIMATE_INTERESTS = "legitimate_interests"


Characters = Annotated[
    int,
    Strict(),
    Field(
        ge=1,
        le=100_000,
        json_schema_extra={KIND: "a length from 1 to 100000 characters"},
        examples=[2000],
    ),
]


class FreeText(Part):
    """Text that people type: its class and its longest length in characters."""

    data_class: Name = Field(alias="class", description="Class that the text is handled as.")
    characters: Characters = Field(description="Longest text in characters.")


class Limits(Part):
    """Budgets of a function, per caller."""

    requests: RateText = Field(description="Calls.")
    tokens: Annotated[tuple[RateText, ...], Field(min_length=1)] | None = Field(
        default=None, description="Tokens in and out; language models only, and required there."
    )
    distinct_inputs: RateText = Field(
        description="Different inputs: what bounds copying a model by asking it."
    )


class Function(Part):
    """A function: the exact fields it may receive and what happens to each."""

    purpose: Text = Field(description="What it is for; goes into the processing register.")
    basis: Basis | None = Field(
        default=None, description="Legal basis: required with personal data, refused without."
    )
    owner: Name = Field(description="Who answers for it.")
    model: Name = Field(description="The model that answers.")
    callers: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(description="Who may ask.")
    receives: dict[FieldPath, TransformText] = Field(
        description="Each field that it may receive, and what happens to it first."
    )
    free_text: FreeText | None = Field(
        default=None, description="Typed text beside the fields; absent: fields only."
    )
    returns: tuple[Name, ...] = Field(description="Classes that an answer may contain.")
    limits: Limits = Field(description="Budgets, per caller.")
    retention: Duration = Field(description="How long kept content stays.")
