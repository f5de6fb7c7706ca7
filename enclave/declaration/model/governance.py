"""Processors outside the enclave, and approved exceptions."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from enclave.declaration.model.base import Country, Name, Part, Text


class Transfer(StrEnum):
    """Mechanism that allows a processor's country (GDPR chapter V)."""

    INTRA_EEA = "intra_eea"
    ADEQUACY = "adequacy"
    STANDARD_CLAUSES = "standard_clauses"
    BINDING_RULES = "binding_rules"


class Processor(Part):
    """Somebody who processes data of the declared classes for the organization."""

    country: Country
    transfer: Transfer
    agreement: date
    review_by: date
    receives: Annotated[tuple[Name, ...], Field(min_length=1)]


class DeclaredException(Part):
    """An approved, dated, owned suppression of a policy."""

    policy: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$")]
    scope: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    reason: Text
    owner: Name
    approver: Name
    expires: date
