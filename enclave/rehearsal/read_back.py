"""What moto holds of a site, read with the SDK as anybody would read it from AWS."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Any

from enclave.derive.security_groups import Direction
from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.aws.session import CONFIG, closed_session
from enclave.rehearsal.environment import SECRET_FOR_MOTO
from enclave.rehearsal.sites import CloudSite

SITE_TAG = "enclave:site"  # on everything in a stack, by its provider
ANY_PROTOCOL = "-1"
ANY_PORT = (0, 65535)


@dataclass(frozen=True, kw_only=True)
class Opening:
    """One rule as it stands: a group lets traffic of these ports in from, or out to, a peer."""

    group: str
    direction: Direction
    peer: str | IPv4Network
    protocol: str
    ports: tuple[int, int]

    def admits(self, *, protocol: str, port: int) -> bool:
        """Whether the rule covers this port."""
        first, last = self.ports
        return self.protocol in (protocol, ANY_PROTOCOL) and first <= port <= last


@dataclass(frozen=True, kw_only=True)
class Held:
    """Rules of every security group, and the policy of every endpoint by its service's name."""

    groups: frozenset[str]
    openings: tuple[Opening, ...]
    policies: Mapping[str, Any]


def read_back(server: Server, site: CloudSite) -> Held:
    """Read the groups and endpoints that carry the site's tag."""
    ec2 = closed_session().create_client(
        "ec2",
        region_name=site.region,
        endpoint_url=server.url,
        aws_access_key_id=site.account,
        aws_secret_access_key=SECRET_FOR_MOTO,
        config=CONFIG,
    )
    groups = _pages(ec2, "describe_security_groups", "SecurityGroups", site)
    names = {group["GroupId"]: group["GroupName"] for group in groups}
    return Held(
        groups=frozenset(names.values()),
        openings=tuple(opening for group in groups for opening in _openings(group, names)),
        policies={
            endpoint["ServiceName"]: json.loads(endpoint.get("PolicyDocument") or "null")
            for endpoint in _pages(ec2, "describe_vpc_endpoints", "VpcEndpoints", site)
        },
    )


def _pages(
    client: Any,  # noqa: ANN401  botocore has no types
    call: str,
    key: str,
    site: CloudSite,
) -> list[Mapping[str, Any]]:
    mine = [{"Name": f"tag:{SITE_TAG}", "Values": [site.name]}]
    return [
        item for page in client.get_paginator(call).paginate(Filters=mine) for item in page[key]
    ]


def _openings(group: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Opening]:
    sides = {
        Direction.INGRESS: group["IpPermissions"],
        Direction.EGRESS: group["IpPermissionsEgress"],
    }
    for direction, rules in sides.items():
        for rule in rules:
            for peer in _peers(rule, names):
                yield Opening(
                    group=group["GroupName"],
                    direction=direction,
                    peer=peer,
                    protocol=rule["IpProtocol"],
                    ports=(rule.get("FromPort", ANY_PORT[0]), rule.get("ToPort", ANY_PORT[1])),
                )


def _peers(rule: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str | IPv4Network]:
    for pair in rule.get("UserIdGroupPairs", ()):
        yield names.get(pair["GroupId"], pair["GroupId"])
    for block in rule.get("IpRanges", ()):
        yield IPv4Network(block["CidrIp"])
    for block in rule.get("Ipv6Ranges", ()):  # none is derived: reported under its own text
        yield block["CidrIpv6"]
    for prefixes in rule.get("PrefixListIds", ()):
        yield prefixes["PrefixListId"]
