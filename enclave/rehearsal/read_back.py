"""What moto holds of a site, read with the SDK as anybody would read it from AWS."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Any

from enclave.derive.security_groups import Direction
from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.aws.session import CONFIG, closed_session
from enclave.rehearsal.environment import SECRET_FOR_MOTO
from enclave.rehearsal.read_audit import Audit, read_audit
from enclave.rehearsal.read_cluster import Cluster, read_clusters
from enclave.rehearsal.read_door import (
    Balancer,
    Link,
    Service,
    is_foreign,
    read_balancers,
    read_links,
    read_services,
)
from enclave.rehearsal.read_machines import Machine, read_machines
from enclave.rehearsal.read_roles import HeldRole, read_roles
from enclave.rehearsal.read_sessions import Sessions, read_sessions
from enclave.rehearsal.read_store import Bucket, Key, read_buckets, read_keys
from enclave.rehearsal.sites import CloudSite
from enclave.rehearsal.ways_out import ways_out

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

    def __str__(self) -> str:
        first, last = self.ports
        ports = str(first) if first == last else f"{first}-{last}"
        protocol = "any" if self.protocol == ANY_PROTOCOL else self.protocol
        side = "from" if self.direction is Direction.INGRESS else "to"
        return f"{self.group} {self.direction} {side} {self.peer} {protocol}/{ports}"


@dataclass(frozen=True, kw_only=True)
class Held:
    """What stands in the site's network, whoever put it there, and its buckets and keys by name.

    `policies` are those of the endpoints of AWS by service, `links` endpoints of others' services;
    `services` offer the `balancers`, which stand by name; `ways_out` is whatever leads out of it.
    """

    networks: tuple[IPv4Network, ...]
    groups: frozenset[str]
    openings: tuple[Opening, ...]
    policies: Mapping[str, Any]
    ways_out: tuple[str, ...]
    buckets: Mapping[str, Bucket]
    keys: Mapping[str, Key]
    balancers: Mapping[str, Balancer]
    services: tuple[Service, ...]
    links: tuple[Link, ...]
    machines: tuple[Machine, ...]
    clusters: Mapping[str, Cluster]
    sessions: Sessions
    audit: Audit
    roles: Mapping[str, HeldRole]


def read_back(
    server: Server, site: CloudSite, *, buckets: Sequence[str], keys: Sequence[str]
) -> Held:
    """Read the network that carries the site's tag with all in it, and these buckets and keys."""
    ec2 = _client(server, site, "ec2")
    mine = {"Name": f"tag:{SITE_TAG}", "Values": [site.name]}
    vpcs = _pages(ec2, "describe_vpcs", "Vpcs", mine)
    ids = [vpc["VpcId"] for vpc in vpcs]
    # A filter without a value would match every network.
    within = {"Name": "vpc-id", "Values": ids or ["none"]}
    groups = _pages(ec2, "describe_security_groups", "SecurityGroups", within)
    names = {group["GroupId"]: group["GroupName"] for group in groups}
    endpoints = _pages(ec2, "describe_vpc_endpoints", "VpcEndpoints", within)
    balancers = read_balancers(_client(server, site, "elbv2"), vpcs=ids, groups=names)
    return Held(
        networks=tuple(IPv4Network(vpc["CidrBlock"]) for vpc in vpcs),
        groups=frozenset(names.values()),
        openings=tuple(opening for group in groups for opening in _openings(group, names)),
        policies=_policies([each for each in endpoints if not is_foreign(each)]),
        ways_out=tuple(way for vpc in vpcs for way in ways_out(ec2, vpc["VpcId"])),
        buckets=read_buckets(_client(server, site, "s3"), buckets),
        keys=read_keys(_client(server, site, "kms"), keys),
        balancers=dict(balancers.values()),
        services=read_services(ec2, {arn: name for arn, (name, _) in balancers.items()}),
        links=read_links(_client(server, site, "route53"), endpoints, groups=names),
        machines=read_machines(ec2, vpcs=ids, groups=names),
        clusters=read_clusters(
            _client(server, site, "eks"),
            ec2,
            subnets=[s["SubnetId"] for s in _pages(ec2, "describe_subnets", "Subnets", within)],
            groups=names,
        ),
        audit=read_audit(lambda service: _client(server, site, service)),
        roles=read_roles(_client(server, site, "iam"), (SITE_TAG, site.name)),
        sessions=read_sessions(_client(server, site, "ssm"), _client(server, site, "eks")),
    )


def _client(server: Server, site: CloudSite, service: str) -> Any:  # noqa: ANN401  botocore has no types
    return closed_session().create_client(
        service,
        region_name=site.region,
        endpoint_url=server.url,
        aws_access_key_id=site.account,
        aws_secret_access_key=SECRET_FOR_MOTO,
        config=CONFIG,
    )


def _pages(
    client: Any,  # noqa: ANN401  botocore has no types
    call: str,
    key: str,
    only: Mapping[str, Any],
) -> list[Mapping[str, Any]]:
    return [
        item for page in client.get_paginator(call).paginate(Filters=[only]) for item in page[key]
    ]


def _policies(endpoints: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """By service; a second endpoint of a service stands under its id too, so that it is seen."""
    found: dict[str, Any] = {}
    for endpoint in endpoints:
        service = endpoint["ServiceName"]
        name = f"{service} ({endpoint['VpcEndpointId']})" if service in found else service
        found[name] = json.loads(endpoint.get("PolicyDocument") or "null")
    return found


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
        yield IPv4Network(block["CidrIp"], strict=False)
    for block in rule.get("Ipv6Ranges", ()):  # none is derived: reported under its own text
        yield block["CidrIpv6"]
    for prefixes in rule.get("PrefixListIds", ()):
        yield prefixes["PrefixListId"]
