"""Services whose calls through a VPC endpoint CloudTrail records as network activity."""

from dataclasses import dataclass
from functools import cache

from enclave.facts.loader import STRICT, Fact, load

FILE = "network_activity.toml"


@dataclass(frozen=True, kw_only=True)
class NetworkActivity:
    """The file: event sources by their short names (`kms`)."""

    __pydantic_config__ = STRICT

    sources: Fact[tuple[str, ...]]


@cache
def network_activity() -> NetworkActivity:
    """Give the file, read once."""
    return load(FILE, NetworkActivity)


def records_network_activity(service: str) -> bool:
    """Say whether CloudTrail can record calls to this service through an endpoint."""
    return service in network_activity().sources.value
