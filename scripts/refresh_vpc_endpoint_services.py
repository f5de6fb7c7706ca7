"""Read which interface endpoint services each region has, as moto answers."""

import sys
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version

import boto3
from moto import mock_aws

from enclave.facts.partitions import partitions
from scripts.fact_files import heading, listed, refresh

NAME = "vpc_endpoint_services.toml"
PREFIXES = ("com.amazonaws.", "eu.amazonaws.", "aws.api.")
SERVICES = (
    "autoscaling",
    "bedrock-runtime",
    "ec2",
    "ecr.api",
    "ecr.dkr",
    "eks",
    "eks-auth",
    "elasticfilesystem",
    "elasticloadbalancing",
    "fsx",
    "guardduty-data",
    "kms",
    "kms-fips",
    "logs",
    "monitoring",
    "s3",
    "secretsmanager",
    "sqs",
    "ssm",
    "ssmmessages",
    "sts",
    "xray",
)


def render(seen: date) -> str:
    """Give the fact file: of the services that the kit asks for, those that a region has."""
    source = (
        f"moto {version('moto')}: one snapshot answers for every region, so it proves no region; "
        "a live check is describe-vpc-endpoint-services"
    )
    parts = [heading("asked", source, seen), f"value = {listed(SERVICES)}\n\n"]
    parts += [heading("services", source, seen), "\n[services.value]\n"]
    parts += [f"{region} = {listed(services(region))}\n" for region in regions()]
    return "".join(parts)


def regions() -> list[str]:
    """Give the regions in Europe."""
    listed_regions = (name for p in partitions().partitions.value for name in p.regions)
    return sorted(name for name in listed_regions if name.startswith("eu"))


def services(region: str) -> list[str]:
    """Ask moto for the short names of a region's interface endpoint services."""
    with mock_aws():
        client = boto3.client("ec2", region_name=region)
        answer = client.describe_vpc_endpoint_services()
    names = {
        short_name(service["ServiceName"], region)
        for service in answer["ServiceDetails"]
        if any(kind["ServiceType"] == "Interface" for kind in service["ServiceType"])
    }
    return sorted(names.intersection(SERVICES))


def short_name(service_name: str, region: str) -> str:
    """Give `ecr.api` for `com.amazonaws.eu-central-1.ecr.api`."""
    for prefix in PREFIXES:
        service_name = service_name.removeprefix(prefix)
    return service_name.removeprefix(f"{region}.")


def main(argv: Sequence[str] | None = None) -> int:
    """Refresh the file."""
    return refresh(NAME, render, (__doc__ or "").strip(), argv)


if __name__ == "__main__":
    sys.exit(main())
