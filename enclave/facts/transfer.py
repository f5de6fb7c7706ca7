"""Where personal data may go (GDPR chapter V): the EEA, adequate countries, mechanisms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, TypeAlias

from enclave.facts.loader import STRICT, Country, Fact, Flag, load

FILE = "transfer.toml"

Scope: TypeAlias = Literal["general", "commercial", "private_sector", "certified", "not_security"]


@dataclass(frozen=True, kw_only=True)
class Adequacy:
    """A decision of the European Commission under Article 45, and what it covers.

    `general` covers every recipient, `commercial` organisations under commercial law,
    `private_sector` businesses, `certified` only recipients that hold a certificate,
    `not_security` everyone but public security. `at_risk`: a court or reviewer questions it.
    """

    __pydantic_config__ = STRICT

    decision: str
    scope: Scope
    source: str
    at_risk: Flag = False
    expires: date | None = None


@dataclass(frozen=True, kw_only=True)
class Mechanism:
    """What allows a transfer: `article` of the GDPR, and whether it needs an assessment."""

    __pydantic_config__ = STRICT

    article: str
    assessment: Flag


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """The file."""

    __pydantic_config__ = STRICT

    eea: Fact[tuple[Country, ...]]
    adequacy: Fact[Mapping[Country, Adequacy]]
    mechanisms: Fact[Mapping[str, Mechanism]]


@cache
def transfers() -> Transfer:
    """Give the file, read once."""
    return load(FILE, Transfer)


def is_eea(country: str) -> bool:
    """Tell whether a country (ISO 3166-1 alpha-2) is in the European Economic Area."""
    return country in transfers().eea.value


def adequacy(country: str) -> Adequacy | None:
    """Give the adequacy decision for a country; None where there is none."""
    return transfers().adequacy.value.get(country)


def is_adequate(country: str, *, on: date) -> bool:
    """Tell whether a decision covers a business in the country on that day.

    False where only certified recipients are covered: that depends on the recipient, see
    `adequacy(country).scope`.
    """
    found = adequacy(country)
    if found is None or found.scope == "certified":
        return False
    return found.expires is None or on <= found.expires


def mechanisms() -> Mapping[str, Mechanism]:
    """Give the mechanisms by the name that the declaration uses."""
    return transfers().mechanisms.value
