"""Services of AWS that an account of the enclave may use, each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from enclave.facts.loader import STRICT, Fact, load

FILE = "allowed_services.toml"


@dataclass(frozen=True, kw_only=True)
class AllowedService:
    """Why a service is allowed, and since when."""

    __pydantic_config__ = STRICT

    reason: str
    since: date


@dataclass(frozen=True, kw_only=True)
class AllowedServices:
    """The file: services by the prefix of their actions, and actions that are of no region."""

    __pydantic_config__ = STRICT

    services: Fact[Mapping[str, AllowedService]]
    global_actions: Fact[tuple[str, ...]]


@cache
def allowed_services() -> AllowedServices:
    """Give the file, read once."""
    return load(FILE, AllowedServices)
