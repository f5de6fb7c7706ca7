"""Interface endpoint services of AWS by region."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from enclave.facts.loader import STRICT, Fact, load

FILE = "vpc_endpoint_services.toml"


@dataclass(frozen=True, kw_only=True)
class EndpointServices:
    """The file: short names (`ecr.api`) by region, of those that the kit asked for."""

    __pydantic_config__ = STRICT

    asked: Fact[tuple[str, ...]]
    services: Fact[Mapping[str, tuple[str, ...]]]


@cache
def endpoint_catalogue() -> EndpointServices:
    """Give the file, read once."""
    return load(FILE, EndpointServices)


def endpoint_services(region: str) -> frozenset[str]:
    """Give the short names of the interface endpoint services of a region; empty if not known.

    Only the services that the kit uses were asked for; the file lists them under `asked`.
    """
    return frozenset(endpoint_catalogue().services.value.get(region, ()))
