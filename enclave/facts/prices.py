"""Rough prices, for an order of magnitude and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from enclave.facts.loader import STRICT, Fact, load

FILE = "prices.toml"


@dataclass(frozen=True, kw_only=True)
class Prices:
    """The file: US dollars by what is paid for, each hour or each month."""

    __pydantic_config__ = STRICT

    hourly: Fact[Mapping[str, float]]
    gpu_hourly: Fact[Mapping[str, float]]
    monthly: Fact[Mapping[str, float]]


@cache
def prices() -> Prices:
    """Give the file, read once."""
    return load(FILE, Prices)
