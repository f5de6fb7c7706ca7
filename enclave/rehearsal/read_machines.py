"""Machines of a site that the program starts itself, as they stand; read with the SDK."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

GONE = frozenset({"terminated", "shutting-down"})


@dataclass(frozen=True, kw_only=True)
class Machine:
    """An instance in the site's network, whoever started it."""

    name: str
    groups: frozenset[str]
    public: bool
    """It has a public address."""
    key_pair: bool
    tokens_only: bool
    """Its metadata is told to who holds a token (IMDSv2)."""
    hops: int
    profile: str | None


def read_machines(
    ec2: Any,  # noqa: ANN401  botocore has no types
    *,
    vpcs: Sequence[str],
    groups: Mapping[str, str],
) -> tuple[Machine, ...]:
    """Return the instances of these networks."""
    pages = ec2.get_paginator("describe_instances").paginate()
    found = [i for page in pages for r in page["Reservations"] for i in r["Instances"]]
    return tuple(
        _machine(each, groups)
        for each in found
        if each.get("VpcId") in vpcs and each["State"]["Name"] not in GONE
    )


def _machine(found: Mapping[str, Any], groups: Mapping[str, str]) -> Machine:
    tags = {tag["Key"]: tag["Value"] for tag in found.get("Tags", ())}
    interfaces = found.get("NetworkInterfaces", ())
    metadata = found.get("MetadataOptions", {})
    profile = found.get("IamInstanceProfile", {}).get("Arn")
    return Machine(
        name=tags.get("Name", found["InstanceId"]),
        groups=frozenset(
            groups.get(group["GroupId"], group["GroupId"])
            for interface in interfaces
            for group in interface["Groups"]
        ),
        public="PublicIpAddress" in found
        or any(each.get("Association", {}).get("PublicIp") for each in interfaces),
        key_pair="KeyName" in found,
        tokens_only=metadata.get("HttpTokens") == "required",
        hops=metadata.get("HttpPutResponseHopLimit", 0),
        profile=profile and profile.rpartition("/")[2],
    )
