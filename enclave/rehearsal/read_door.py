"""The door of a site from outside, and its way to Salesforce, as they stand; read with the SDK."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FOREIGN = ".vpce."  # in the name of an endpoint service that is not of AWS itself


@dataclass(frozen=True, kw_only=True)
class Listener:
    """One listener: `policy` is that of its TLS, None where it ends none."""

    port: int
    protocol: str
    policy: str | None


@dataclass(frozen=True, kw_only=True)
class Targets:
    """The one target group behind a load balancer."""

    kind: str
    protocol: str
    port: int
    proxy_protocol: bool
    health: str
    """`PROTOCOL:port/path` of the health check."""


@dataclass(frozen=True, kw_only=True)
class Balancer:
    """A load balancer in the site's network, whoever put it there; `targets` by name."""

    internal: bool
    groups: frozenset[str]
    listeners: tuple[Listener, ...]
    targets: Mapping[str, Targets]


@dataclass(frozen=True, kw_only=True)
class Service:
    """An endpoint service that offers load balancers of the site, named."""

    balancers: frozenset[str]
    principals: frozenset[str]
    by_hand: bool
    """Somebody accepts each endpoint."""
    regions: frozenset[str]
    """Other regions from which it may be asked."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """An endpoint to a service of somebody else; `names` are host names that lead to it."""

    service: str
    groups: frozenset[str]
    names: frozenset[str]


def read_balancers(
    elb: Any,  # noqa: ANN401  botocore has no types
    *,
    vpcs: Sequence[str],
    groups: Mapping[str, str],
) -> dict[str, tuple[str, Balancer]]:
    """Return the load balancers of these networks by ARN, each with its name."""
    pages = elb.get_paginator("describe_load_balancers").paginate()
    return {
        each["LoadBalancerArn"]: (each["LoadBalancerName"], _balancer(elb, each, groups))
        for page in pages
        for each in page["LoadBalancers"]
        if each["VpcId"] in vpcs
    }


def read_services(
    ec2: Any,  # noqa: ANN401  botocore has no types
    balancers: Mapping[str, str],
) -> tuple[Service, ...]:
    """Return the endpoint services that offer any of the load balancers, named by ARN."""
    found = ec2.describe_vpc_endpoint_service_configurations()["ServiceConfigurations"]
    return tuple(
        _service(ec2, each, balancers)
        for each in found
        if balancers.keys() & set(each.get("NetworkLoadBalancerArns", ()))
    )


def read_links(
    route53: Any,  # noqa: ANN401  botocore has no types
    endpoints: Sequence[Mapping[str, Any]],
    *,
    groups: Mapping[str, str],
) -> tuple[Link, ...]:
    """Return those of the endpoints whose service is not of AWS, with the names that lead there."""
    aliases = list(_aliases(route53))
    return tuple(
        Link(
            service=each["ServiceName"],
            groups=frozenset(groups.get(g["GroupId"], g["GroupId"]) for g in each["Groups"]),
            names=frozenset(name for name, target in aliases if target in _hosts(each)),
        )
        for each in endpoints
        if is_foreign(each)
    )


def is_foreign(endpoint: Mapping[str, Any]) -> bool:
    """Whether the service behind an endpoint is of somebody else than AWS."""
    return FOREIGN in endpoint["ServiceName"]


def _balancer(elb: Any, found: Mapping[str, Any], groups: Mapping[str, str]) -> Balancer:  # noqa: ANN401
    arn = found["LoadBalancerArn"]
    listeners = elb.describe_listeners(LoadBalancerArn=arn)["Listeners"]
    targets = elb.describe_target_groups(LoadBalancerArn=arn)["TargetGroups"]
    return Balancer(
        internal=found["Scheme"] == "internal",
        groups=frozenset(groups.get(group, group) for group in found.get("SecurityGroups", ())),
        listeners=tuple(sorted(map(_listener, listeners), key=lambda each: each.port)),
        targets={each["TargetGroupName"]: _targets(elb, each) for each in targets},
    )


def _listener(found: Mapping[str, Any]) -> Listener:
    ends_tls = found["Protocol"] == "TLS"  # moto tells a policy of every listener
    return Listener(
        port=found["Port"],
        protocol=found["Protocol"],
        policy=found.get("SslPolicy") if ends_tls else None,
    )


def _targets(elb: Any, found: Mapping[str, Any]) -> Targets:  # noqa: ANN401  botocore has no types
    said = elb.describe_target_group_attributes(TargetGroupArn=found["TargetGroupArn"])
    attributes = {each["Key"]: each["Value"] for each in said["Attributes"]}
    return Targets(
        kind=found["TargetType"],
        protocol=found["Protocol"],
        port=found["Port"],
        proxy_protocol=attributes.get("proxy_protocol_v2.enabled") == "true",
        health=f"{found['HealthCheckProtocol']}:{found['HealthCheckPort']}"
        f"{found.get('HealthCheckPath', '')}",
    )


def _service(ec2: Any, found: Mapping[str, Any], balancers: Mapping[str, str]) -> Service:  # noqa: ANN401
    said = ec2.describe_vpc_endpoint_service_permissions(ServiceId=found["ServiceId"])
    offered = found.get("NetworkLoadBalancerArns", ())
    return Service(
        balancers=frozenset(balancers.get(arn, arn) for arn in offered),
        principals=frozenset(each["Principal"] for each in said["AllowedPrincipals"]),
        by_hand=bool(found["AcceptanceRequired"]),
        regions=frozenset(each["Region"] for each in found.get("SupportedRegions", ())),
    )


def _hosts(endpoint: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(entry["DnsName"] for entry in endpoint.get("DnsEntries", ()))


def _aliases(route53: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  botocore has no types
    """Names of private zones with what they are an alias of, both without a dot at the end."""
    for page in route53.get_paginator("list_hosted_zones").paginate():
        for zone in page["HostedZones"]:
            if zone["Config"]["PrivateZone"]:
                yield from _records(route53, zone["Id"])


def _records(route53: Any, zone: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    for page in route53.get_paginator("list_resource_record_sets").paginate(HostedZoneId=zone):
        for record in page["ResourceRecordSets"]:
            target = record.get("AliasTarget", {}).get("DNSName", "")
            yield record["Name"].rstrip("."), target.rstrip(".")
