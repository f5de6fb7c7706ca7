"""FIPS endpoints of AWS: a host where the service models one in the region, else nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from enclave.facts.loader import STRICT, Fact, load

FILE = "fips_endpoints.toml"


@dataclass(frozen=True, kw_only=True)
class FipsEndpoints:
    """The file: the services asked for, and host by service and region where there is one."""

    __pydantic_config__ = STRICT

    asked: Fact[tuple[str, ...]]
    hosts: Fact[Mapping[str, Mapping[str, str]]]


@cache
def fips_hosts() -> FipsEndpoints:
    """Give the file, read once."""
    return load(FILE, FipsEndpoints)


def fips_endpoint(service: str, region: str) -> str | None:
    """Give the host of a service's FIPS endpoint in a region; None where none is modelled.

    A service that was not asked for, or a region that is not known, has none either: what is not
    known is not FIPS.
    """
    return fips_hosts().hosts.value.get(service, {}).get(region)
