"""Quotas of AWS services that a site needs, by what it needs them for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from enclave.facts.loader import STRICT, Fact, load

FILE = "service_quotas.toml"


@dataclass(frozen=True, kw_only=True)
class ServiceQuota:
    """A quota as Service Quotas names it."""

    __pydantic_config__ = STRICT

    service: str
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class ServiceQuotas:
    """The file: quotas by what they are needed for."""

    __pydantic_config__ = STRICT

    quotas: Fact[Mapping[str, ServiceQuota]]


@cache
def service_quotas() -> ServiceQuotas:
    """Give the file, read once."""
    return load(FILE, ServiceQuotas)
