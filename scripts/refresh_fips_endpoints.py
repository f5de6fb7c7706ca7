"""Read the FIPS endpoints that AWS models per region from botocore's endpoints.json."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from enclave.facts.partitions import partitions
from enclave.problems import Problem
from scripts.fact_files import heading, listed, quoted, refresh

NAME = "fips_endpoints.toml"
# Short names as in VPC endpoint services, and botocore's where they differ.
PREFIXES = {"ecr.api": "api.ecr", "ecr.dkr": "api.ecr"}
SERVICES = (
    "autoscaling",
    "bedrock-runtime",
    "cloudtrail",
    "config",
    "ec2",
    "ecr.api",
    "ecr.dkr",
    "eks",
    "eks-auth",
    "elasticfilesystem",
    "elasticloadbalancing",
    "guardduty",
    "kms",
    "logs",
    "monitoring",
    "s3",
    "secretsmanager",
    "sqs",
    "ssm",
    "ssmmessages",
    "sts",
    "wafv2",
)


def render(seen: date) -> str:
    """Give the fact file: a host where a `fips` variant is modelled, nothing where it is not."""
    source = f"botocore {version('botocore')}, endpoints.json, variants tagged fips alone"
    models = {model["partition"]: model for model in _models()}
    parts = [heading("asked", source, seen), f"value = {listed(SERVICES)}\n\n"]
    parts += [heading("hosts", source, seen)]
    for service in SERVICES:
        parts.append(f"\n[hosts.value.{quoted(service)}]\n")
        parts += [f"{region} = {quoted(host)}\n" for region, host in _hosts(service, models)]
    return "".join(parts)


def _hosts(service: str, models: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for partition in partitions().partitions.value:
        if not partition.supported:
            continue
        for region in sorted(partition.regions):
            host = fips_host(service, region, models[partition.name])
            if host is not None:
                yield region, host


def fips_host(service: str, region: str, model: Mapping[str, Any]) -> str | None:
    """Give the host of the variant tagged fips alone (dual stack is another one)."""
    prefix, name = PREFIXES.get(service, service), region
    if service == "bedrock-runtime":  # no service of its own there: names under bedrock
        prefix, name = "bedrock", f"bedrock-runtime-fips-{region}"
    endpoint = model["services"].get(prefix, {}).get("endpoints", {}).get(name, {})
    if name != region:
        host: str | None = endpoint.get("hostname")
        return host
    variant = _fips_alone(endpoint)
    if variant is None:
        return None
    usual = _fips_alone(model["defaults"]) or {}
    pattern = variant.get("hostname") or usual["hostname"]
    return pattern.format(service=prefix, region=region, dnsSuffix=model["dnsSuffix"])


def _fips_alone(endpoint: Mapping[str, Any]) -> dict[str, str] | None:
    variants: list[dict[str, Any]] = endpoint.get("variants", [])
    return next((variant for variant in variants if variant["tags"] == ["fips"]), None)


def _models() -> list[dict[str, Any]]:
    found = find_spec("botocore")
    if found is None or not found.submodule_search_locations:
        raise Problem(where="botocore", problem="is not installed", fix="make tools")
    path = Path(found.submodule_search_locations[0]) / "data" / "endpoints.json"
    models: list[dict[str, Any]] = json.loads(path.read_bytes())["partitions"]
    return models


def main(argv: Sequence[str] | None = None) -> int:
    """Refresh the file."""
    return refresh(NAME, render, (__doc__ or "").strip(), argv)


if __name__ == "__main__":
    sys.exit(main())
