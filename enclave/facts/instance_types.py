"""EC2 instance types: what they have, and which regions offer them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from enclave.facts.gpus import gpu_memory_mib
from enclave.facts.loader import STRICT, Count, Fact, Flag, load
from enclave.facts.partitions import partition_of

FILE = "instance_types.toml"


@dataclass(frozen=True, kw_only=True)
class InstanceType:
    """What a type has, as EC2 describes it.

    `gpus` counts GPUs or, where `fraction` is set, shares of one: `gpu_memory_mib` is of each.
    `mig` says whether its GPUs can be sliced further. `encrypts` says whether traffic between two
    such instances is encrypted by the hardware.
    """

    __pydantic_config__ = STRICT

    vcpus: Count
    memory_mib: Count
    architecture: str
    encrypts: Flag
    gpu: str | None = None
    gpus: Count = 0
    gpu_memory_mib: Count = 0
    fraction: str | None = None
    mig: Flag = False


@dataclass(frozen=True, kw_only=True)
class InstanceTypes:
    """The file: types by name, and the names of those that each region offers."""

    __pydantic_config__ = STRICT

    types: Fact[Mapping[str, InstanceType]]
    offerings: Fact[Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, kw_only=True)
class GpuInstance:
    """The GPUs of an instance type: `memory_mib` is what one of them has at least."""

    type: str
    gpu: str
    count: int
    memory_mib: int
    whole: bool
    mig: bool


@cache
def instance_types() -> InstanceTypes:
    """Give the file, read once."""
    return load(FILE, InstanceTypes)


def instance_type(name: str) -> InstanceType | None:
    """Give a type wherever it is offered; None for one that is not known."""
    return instance_types().types.value.get(name)


def offers_known(region: str) -> bool:
    """Tell whether the offers of a region were read; where not, only the account can tell."""
    return region in instance_types().offerings.value


@cache
def offered(region: str) -> frozenset[str]:
    """Give the types that a region is known to offer, of those known here."""
    return frozenset(instance_types().offerings.value.get(region, ()))


def gpu_instance(region: str, name: str) -> GpuInstance | None:
    """Give the GPUs of a type in a region.

    None if the type has no GPU or is not known, if the region is not known, or if the region is
    known not to offer it. Where offers are not known (`offers_known`) the region may offer it.
    """
    found = instance_type(name)
    if found is None or found.gpu is None or partition_of(region) is None:
        return None
    if offers_known(region) and name not in offered(region):
        return None
    return GpuInstance(
        type=name,
        gpu=found.gpu,
        count=found.gpus,
        memory_mib=min(found.gpu_memory_mib, gpu_memory_mib(found.gpu) or found.gpu_memory_mib),
        whole=found.fraction is None,
        mig=found.mig,
    )
