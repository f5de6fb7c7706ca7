"""Interface endpoints of a cloud site: the AWS services that its machines call, and no other.

S3 too is an interface endpoint, so that one address block covers every service.
"""

from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.ends import NODES, PODS, Role, roles
from enclave.facts.fips_endpoints import fips_endpoint
from enclave.facts.partitions import endpoint_prefix


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service, the parts that call it where they stand at a site, and why."""

    name: str
    callers: tuple[Role, ...]
    reason: str
    needs: Role | None = None
    """Only where this part stands."""


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """One interface endpoint: `dns_names` are what it answers to, without a trailing dot."""

    service: str
    service_name: str
    dns_names: tuple[str, ...]
    callers: tuple[Role, ...]
    reason: str


KMS, KMS_FIPS = "kms", "kms-fips"
SERVICES: tuple[Service, ...] = (
    Service(name="ec2", callers=(*NODES, Role.RUNNER), reason="addresses and volumes of nodes"),
    Service(name="ecr.api", callers=(*NODES, Role.RUNNER), reason="registry: login, bundle load"),
    Service(name="ecr.dkr", callers=(*NODES, Role.RUNNER), reason="registry: images"),
    Service(name="eks", callers=(*NODES, Role.RUNNER), reason="cluster: join, add-ons"),
    Service(name="eks-auth", callers=NODES, reason="roles of pods"),
    Service(
        name="elasticloadbalancing",
        callers=(Role.SYSTEM_NODES,),
        reason="targets of the door",
        needs=Role.LOAD_BALANCER,
    ),
    Service(
        name=KMS,
        callers=(Role.DOOR, Role.FUNCTIONS, Role.AUDIT, Role.CONNECTOR, Role.RUNNER),
        reason="keys of classes and purposes, secrets of the stacks",
    ),
    Service(name="logs", callers=NODES, reason="logs of nodes and pods"),
    Service(
        name="s3",
        callers=(*NODES, *PODS, Role.RUNNER),
        reason="image layers, weights, bundles, kept content, audit, state of the stacks",
    ),
    Service(name="ssm", callers=(Role.RUNNER,), reason="sessions on the runner"),
    Service(name="ssmmessages", callers=(Role.RUNNER,), reason="sessions on the runner"),
    Service(name="sts", callers=(*NODES, *PODS, Role.RUNNER), reason="regional credentials"),
)


def endpoints(declaration: Declaration, site: str) -> tuple[Endpoint, ...]:
    """The endpoints of a cloud site, by service; KMS by its FIPS endpoint where facts know one.

    Raises Problem for a data centre.
    """
    names = aws_names(declaration, site)
    present = roles(declaration, site)
    found = [
        _endpoint(names, row, present)
        for row in SERVICES
        if row.needs is None or row.needs in present
    ]
    return tuple(sorted(found, key=lambda endpoint: endpoint.service))


def fips_hosts(declaration: Declaration, site: str) -> dict[str, str]:
    """Hosts by which SDKs reach a service's FIPS endpoint in the site's network, by service.

    Raises Problem for a data centre.
    """
    host = fips_endpoint(KMS, aws_names(declaration, site).region)
    return {} if host is None else {KMS: host}


def _service_name(names: AwsNames, service: str) -> str:
    return f"{endpoint_prefix(names.partition, service)}.{names.region}.{service}"


def _endpoint(names: AwsNames, row: Service, present: frozenset[Role]) -> Endpoint:
    fips_host = fips_endpoint(KMS, names.region) if row.name == KMS else None
    service = row.name if fips_host is None else KMS_FIPS
    return Endpoint(
        service=service,
        service_name=_service_name(names, service),
        dns_names=_dns_names(names, service) if fips_host is None else (fips_host,),
        callers=tuple(role for role in row.callers if role in present),
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
