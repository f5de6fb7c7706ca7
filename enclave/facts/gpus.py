"""GPUs of data centres and of EC2: memory, and the MIG profiles that share one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from enclave.facts.loader import STRICT, Count, Fact, load

GPU_FILE = "data_centre_gpus.toml"
MIG_FILE = "mig_profiles.toml"


@dataclass(frozen=True, kw_only=True)
class MigProfile:
    """A hardware slice of a GPU: memory of one instance, and how many fit on one GPU."""

    __pydantic_config__ = STRICT

    memory_mib: Count
    instances: Count


@dataclass(frozen=True, kw_only=True)
class Gpus:
    """The file: memory of one GPU in MiB, by name."""

    __pydantic_config__ = STRICT

    memory_mib: Fact[Mapping[str, Count]]


@dataclass(frozen=True, kw_only=True)
class Profiles:
    """The file: profiles by GPU and profile name; a GPU that is missing has no MIG."""

    __pydantic_config__ = STRICT

    profiles: Fact[Mapping[str, Mapping[str, MigProfile]]]


@cache
def gpus() -> Gpus:
    """Give the file of GPUs, read once."""
    return load(GPU_FILE, Gpus)


@cache
def profiles() -> Profiles:
    """Give the file of MIG profiles, read once."""
    return load(MIG_FILE, Profiles)


def gpu_memory_mib(gpu_name: str) -> int | None:
    """Give the memory of one GPU, the smaller where sources differ; None if not known."""
    return gpus().memory_mib.value.get(gpu_name)


def mig(gpu_name: str) -> Mapping[str, MigProfile]:
    """Give the MIG profiles of a GPU by name; empty where it has none or is not known."""
    return profiles().profiles.value.get(gpu_name, {})
