"""Read the EC2 instance types that the kit knows, and who offers them, from moto's snapshot."""

import gzip
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from enclave.facts.partitions import partitions
from enclave.problems import Problem
from scripts.fact_files import heading, inline, listed, refresh

NAME = "instance_types.toml"
SYSTEM_FAMILIES = {
    *("t3", "m6i", "m7i", "m8i", "c6i", "c7i", "c8i", "r6i", "r7i", "r8i"),
    *("m7g", "m8g", "c7g", "c8g", "r7g", "r8g"),
}
# EC2 calls both memory sizes A100, and leaves "Blackwell" out.
GPU_NAMES = {
    ("A100", 40960): "A100-40GB",
    ("A100", 81920): "A100-80GB",
    ("RTX PRO Server 6000", 98304): "RTX PRO 6000",
}
# Whole data-centre GPUs with NVLink; whether g7 and g7e may be sliced is not documented.
MIG_FAMILIES = {"p4d", "p4de", "p5", "p5e", "p5en", "p6-b200", "p6-b300"}


def render(seen: date) -> str:
    """Give the fact file; moto's snapshot carries no date of its own."""
    described = json.loads(_read("instance_types.json.gz"))
    types = {name: row(described[name]) for name in sorted(described) if wanted(described[name])}
    snapshot = f"moto {version('moto')}, snapshot of describe-instance-types"
    source = f"{snapshot}; mig: NVIDIA MIG user guide and EC2 types with whole GPUs"
    head = heading("types", source, seen)
    body = "".join(f'"{name}" = {inline(values)}\n' for name, values in types.items())
    return f"{head}\n[types.value]\n{body}\n{_offerings(types, seen)}"


def wanted(described: Mapping[str, Any]) -> bool:
    """Tell whether a type is one for system nodes or has NVIDIA GPUs."""
    family = described["InstanceType"].partition(".")[0]
    makers = {gpu["Manufacturer"] for gpu in described.get("GpuInfo", {}).get("Gpus", [])}
    return family in SYSTEM_FAMILIES or makers == {"NVIDIA"}


def row(described: Mapping[str, Any]) -> dict[str, object]:
    """Give the facts of one type."""
    values: dict[str, object] = {
        "vcpus": described["VCpuInfo"]["DefaultVCpus"],
        "memory_mib": described["MemoryInfo"]["SizeInMiB"],
        "architecture": described["ProcessorInfo"]["SupportedArchitectures"][-1],
        "encrypts": described["NetworkInfo"]["EncryptionInTransitSupported"],
    }
    for gpu in described.get("GpuInfo", {}).get("Gpus", []):
        values |= _gpu(gpu, described["InstanceType"].partition(".")[0])
    return values


def _gpu(gpu: Mapping[str, Any], family: str) -> dict[str, object]:
    memory = gpu["MemoryInfo"]["SizeInMiB"]
    values: dict[str, object] = {
        "gpu": GPU_NAMES.get((gpu["Name"], memory), gpu["Name"]),
        "gpus": gpu["LogicalGpuCount"],
        "gpu_memory_mib": memory,
    }
    if gpu["GpuPartitionSize"] < 1:
        values["fraction"] = f"1/{round(1 / gpu['GpuPartitionSize'])}"
    if family in MIG_FAMILIES:
        values["mig"] = True
    return values


def _offerings(types: Iterable[str], seen: date) -> str:
    source = f"moto {version('moto')}, snapshot of describe-instance-type-offerings; none of others"
    known = frozenset(types)
    tables = [heading("offerings", source, seen), "\n[offerings.value]\n"]
    for region in regions():
        rows = json.loads(_read(f"instance_type_offerings/region/{region}.json.gz"))
        names = sorted({offer["InstanceType"] for offer in rows} & known)
        tables.append(f"{region} = {listed(names)}\n")
    return "".join(tables)


def regions() -> list[str]:
    """Give the regions in Europe whose offers moto knows."""
    listed = (name for p in partitions().partitions.value for name in p.regions)
    europe = sorted(name for name in listed if name.startswith("eu"))
    folder = _folder() / "instance_type_offerings" / "region"
    return [name for name in europe if (folder / f"{name}.json.gz").is_file()]


def _folder() -> Path:
    found = find_spec("moto")
    if found is None or not found.submodule_search_locations:
        raise Problem(where="moto", problem="is not installed", fix="make tools")
    return Path(found.submodule_search_locations[0]) / "ec2" / "resources"


def _read(name: str) -> bytes:
    return gzip.decompress((_folder() / name).read_bytes())


def main(argv: Sequence[str] | None = None) -> int:
    """Refresh the file."""
    return refresh(NAME, render, (__doc__ or "").strip(), argv)


if __name__ == "__main__":
    sys.exit(main())
