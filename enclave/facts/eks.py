"""What EKS offers: versions of Kubernetes, images of nodes, and what not every region may have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from enclave.facts.loader import STRICT, Fact, load

FILE = "eks.toml"


@dataclass(frozen=True, kw_only=True)
class FipsImages:
    """AMI types of one architecture: for nodes without GPU, and with GPUs of NVIDIA."""

    __pydantic_config__ = STRICT

    plain: str
    nvidia: str


@dataclass(frozen=True, kw_only=True)
class Eks:
    """The file."""

    __pydantic_config__ = STRICT

    versions: Fact[Mapping[str, date]]
    default_version: Fact[str]
    fips_images: Fact[Mapping[str, FipsImages]]
    mig_names: Fact[Mapping[str, str]]
    customer_routed: Fact[tuple[str, ...]]
    block_families: Fact[tuple[str, ...]]


@cache
def eks() -> Eks:
    """Give the file, read once."""
    return load(FILE, Eks)


def support_ends(version: str) -> date | None:
    """Give the day on which standard support ends, at the earliest; None if not known."""
    return eks().versions.value.get(version)


def supported_versions(today: date) -> tuple[str, ...]:
    """Give the versions in standard support on a day, the oldest first."""
    return tuple(name for name, ends in eks().versions.value.items() if today < ends)


def steps_to(version: str, target: str) -> tuple[str, ...]:
    """Give the versions by which a cluster gets from one to another: EKS skips none.

    Without a known version after `version`, it is the target alone.
    """
    known = list(eks().versions.value)
    if version not in known:
        return (target,)
    return tuple(known[known.index(version) + 1 : known.index(target) + 1]) or (target,)


def default_version() -> str:
    """Give the version of a cluster whose site declares none."""
    return eks().default_version.value


def fips_image(architecture: str, *, gpu: bool) -> str | None:
    """Give the AMI type of a FIPS node image; None for an architecture without one."""
    found = eks().fips_images.value.get(architecture)
    if found is None:
        return None
    return found.nvidia if gpu else found.plain


def mig_name(gpu_name: str) -> str | None:
    """Give the name by which node images are told how to cut a GPU; None if they cannot."""
    return eks().mig_names.value.get(gpu_name)


def customer_routed_known(partition: str) -> bool:
    """Tell whether a partition is known to let the control plane's egress be routed by us."""
    return partition in eks().customer_routed.value


def in_blocks(instance_type: str) -> bool:
    """Tell whether an instance type is sold in capacity blocks."""
    return instance_type.partition(".")[0] in eks().block_families.value
