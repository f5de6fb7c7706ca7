"""AWS partitions and their regions: names, DNS suffixes, countries, endpoint services."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from enclave.facts.loader import STRICT, Country, Fact, Flag, load

FILE = "partitions.toml"
USUAL_PREFIX = "com.amazonaws"


@dataclass(frozen=True, kw_only=True)
class Partition:
    """A part of AWS with its own accounts: `name` is the second part of its ARNs.

    `dns_suffix` is that of regional services, `dual_stack_suffix` of hosts with IPv6 addresses too.
    """

    __pydantic_config__ = STRICT

    name: str
    dns_suffix: str
    dual_stack_suffix: str
    supported: Flag
    regions: Mapping[str, Country]


@dataclass(frozen=True, kw_only=True)
class Partitions:
    """The file: partitions, and odd prefixes of endpoint services by partition and service."""

    __pydantic_config__ = STRICT

    partitions: Fact[tuple[Partition, ...]]
    endpoint_prefixes: Fact[Mapping[str, Mapping[str, str]]]


@cache
def partitions() -> Partitions:
    """Give the file, read once."""
    return load(FILE, Partitions)


def partition_of(region: str) -> Partition | None:
    """Give the partition that a region belongs to; None for a region that is not known."""
    listed = partitions().partitions.value
    return next((partition for partition in listed if region in partition.regions), None)


def country_of(region: str) -> str | None:
    """Give the country (ISO 3166-1 alpha-2) that a region stands in; None if not known."""
    partition = partition_of(region)
    return None if partition is None else partition.regions[region]


def endpoint_prefix(partition: str, service: str) -> str:
    """Give what the full name of an interface endpoint service begins with in a partition."""
    odd = partitions().endpoint_prefixes.value.get(partition, {})
    return odd.get(service, USUAL_PREFIX)
