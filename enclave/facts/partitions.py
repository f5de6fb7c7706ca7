"""AWS partitions and their regions: names, DNS suffixes, countries."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from enclave.facts.loader import STRICT, Country, Fact, Flag, load

FILE = "partitions.toml"


@dataclass(frozen=True, kw_only=True)
class Partition:
    """A part of AWS with its own accounts: `name` is the second part of its ARNs."""

    __pydantic_config__ = STRICT

    name: str
    dns_suffix: str
    supported: Flag
    regions: Mapping[str, Country]


@dataclass(frozen=True, kw_only=True)
class Partitions:
    """The file."""

    __pydantic_config__ = STRICT

    partitions: Fact[tuple[Partition, ...]]


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
