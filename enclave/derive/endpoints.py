"""Interface endpoints of a cloud site: the AWS services that its machines call, and no other.

S3 too is an interface endpoint, so that one address block covers every service.
"""

from collections import defaultdict
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.ends import Role
from enclave.derive.structure import structure
from enclave.facts.fips_endpoints import fips_endpoint
from enclave.facts.partitions import endpoint_prefix


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service, the part of the structure that its endpoint belongs to, and what it is for.

    Who calls it is who the structure joins to that part.
    """

    name: str
    part: Role
    reason: str


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """One interface endpoint: `dns_names` are what it answers to, without a trailing dot.

    `callers` reach its `part`, and nobody else does.
    """

    service: str
    service_name: str
    dns_names: tuple[str, ...]
    part: Role
    callers: tuple[Role, ...]
    reason: str


KMS, KMS_FIPS = "kms", "kms-fips"
SERVICES: tuple[Service, ...] = (
    Service(name="ec2", part=Role.CLUSTER_ENDPOINTS, reason="addresses and volumes of nodes"),
    Service(name="ecr.api", part=Role.CLUSTER_ENDPOINTS, reason="registry: login, bundle load"),
    Service(name="ecr.dkr", part=Role.CLUSTER_ENDPOINTS, reason="registry: images"),
    Service(name="eks", part=Role.CLUSTER_ENDPOINTS, reason="cluster: join, add-ons"),
    Service(name="eks-auth", part=Role.NODE_ENDPOINTS, reason="roles of pods"),
    Service(
        name="elasticloadbalancing", part=Role.BALANCER_ENDPOINTS, reason="targets of the door"
    ),
    Service(
        name=KMS,
        part=Role.KEY_ENDPOINTS,
        reason="keys of classes and purposes, secrets of the stacks",
    ),
    Service(name="logs", part=Role.NODE_ENDPOINTS, reason="logs of nodes and pods"),
    Service(
        name="s3",
        part=Role.ENDPOINTS,
        reason="image layers, weights, bundles, kept content, audit, state of the stacks",
    ),
    Service(name="ssm", part=Role.RUNNER_ENDPOINTS, reason="sessions on the runner"),
    Service(name="ssmmessages", part=Role.RUNNER_ENDPOINTS, reason="sessions on the runner"),
    Service(name="sts", part=Role.ENDPOINTS, reason="regional credentials"),
)


def endpoints(declaration: Declaration, site: str) -> tuple[Endpoint, ...]:
    """The endpoints of a cloud site, by service; KMS by its FIPS endpoint where facts know one.

    Raises Problem for a data centre.
    """
    names = aws_names(declaration, site)
    callers = _callers(declaration, site)
    found = [_endpoint(names, row, callers[row.part]) for row in SERVICES if row.part in callers]
    return tuple(sorted(found, key=lambda endpoint: endpoint.service))


def fips_hosts(declaration: Declaration, site: str) -> dict[str, str]:
    """Hosts by which SDKs reach a service's FIPS endpoint in the site's network, by service.

    Raises Problem for a data centre.
    """
    host = fips_endpoint(KMS, aws_names(declaration, site).region)
    return {} if host is None else {KMS: host}


def _service_name(names: AwsNames, service: str) -> str:
    return f"{endpoint_prefix(names.partition, service)}.{names.region}.{service}"


def _callers(declaration: Declaration, site: str) -> dict[Role, tuple[Role, ...]]:
    """Who calls each part of the structure that stands at the site, in the order of the table."""
    found: defaultdict[Role, tuple[Role, ...]] = defaultdict(tuple)
    for row in structure(declaration, site):
        found[row.target] += (row.source,)
    return dict(found)


def _endpoint(names: AwsNames, row: Service, callers: tuple[Role, ...]) -> Endpoint:
    fips_host = fips_endpoint(KMS, names.region) if row.name == KMS else None
    service = row.name if fips_host is None else KMS_FIPS
    return Endpoint(
        service=service,
        service_name=_service_name(names, service),
        dns_names=_dns_names(names, service) if fips_host is None else (fips_host,),
        part=row.part,
        callers=callers,
        reason=row.reason,
    )


def _dns_names(names: AwsNames, service: str) -> tuple[str, ...]:
    special = {
        "ecr.api": (names.host("api.ecr"),),
        "ecr.dkr": (names.host("dkr.ecr"), names.host("*.dkr.ecr")),
        "eks-auth": (f"eks-auth.{names.region}.{names.dual_stack_suffix}",),
        "s3": (names.host("s3"), names.host("*.s3")),
    }
    return special.get(service, (names.host(service),))
