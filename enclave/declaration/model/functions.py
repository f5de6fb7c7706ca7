"""What the enclave does: each function, what it receives, returns and may use up."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from enclave.declaration.model.base import FieldPath, Name, Part, Text
from enclave.declaration.model.quantities import Duration, RateText, TransformText


class Basis(StrEnum):
    """Legal basis of processing (GDPR article 6(1))."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal_obligation"
    VITAL_INTERESTS = "vital_interests"
    PUBLIC_TASK = "public_task"
    LEGITIMATE_INTERESTS = "legitimate_interests"


class FreeText(Part):
    """Text that people type: its class and its longest length in characters."""

    data_class: Annotated[Name, Field(alias="class")]
    characters: Annotated[int, Field(ge=1, le=100_000)]


class Limits(Part):
    """Budgets of a function, per caller."""

    requests: RateText
    tokens: Annotated[tuple[RateText, ...], Field(min_length=1)] | None = None
    distinct_inputs: RateText


class Function(Part):
    """A function: the exact fields it may receive and what happens to each."""

    purpose: Text
    basis: Basis | None = None
    owner: Name
    model: Name
    callers: Annotated[tuple[Name, ...], Field(min_length=1)]
    receives: dict[FieldPath, TransformText]
    free_text: FreeText | None = None
    returns: tuple[Name, ...]
    limits: Limits
    retention: Duration
