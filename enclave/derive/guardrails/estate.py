"""Whom guardrails bind and whom they leave out, and how one of them is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enclave.declaration.model import Declaration
from enclave.declaration.model.sites import Use
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.buckets import BucketRole
from enclave.derive.delivery_policies import CLUSTER_LOGS
from enclave.derive.endpoints import endpoints
from enclave.derive.guardrails.takers import taken_by_services
from enclave.derive.names import deployer_role, resource_name
from enclave.derive.permissions_boundary import boundary_name
from enclave.derive.policy_documents import Statement
from enclave.derive.runner import PREFERENCES_DOCUMENT, tunnel_document_name
from enclave.derive.state_backend import STATE
from enclave.derive.workloads import RoleKey, role_name

PRINCIPAL = "aws:PrincipalArn"


@dataclass(frozen=True, kw_only=True)
class Estate:
    """The site accounts, and the two kinds of roles that some statements leave out.

    `break_glass` fits the role in each account; `deployers` are those of the sites. `lasting` are
    the accounts of production sites, where some things end by break-glass alone.
    """

    partition: str
    organization: str
    regions: tuple[str, ...]
    hosts: tuple[AwsNames, ...]
    accounts: tuple[str, ...]
    lasting: tuple[str, ...]
    break_glass: str
    deployers: tuple[str, ...]
    acceptors: tuple[str, ...]
    """Roles that let a consumer's connection to a door in; the deployers do not."""
    operators: tuple[str, ...]
    """Roles that open the tunnel to a cluster."""
    boundaries: tuple[str, ...]
    """Permissions boundaries and the deployers' own policies: what holds deployers, and others."""
    roles: tuple[str, ...]
    """Every role of the sites, by the beginning of its name."""
    served: tuple[str, ...]
    """Those of them that services of AWS take, and nobody else."""
    carriers: tuple[str, ...]
    """Roles by which a service of AWS writes into a bucket from its own network."""
    carried: tuple[str, ...]
    """Objects that carriers write."""
    buckets: tuple[str, ...]
    """Every bucket of the sites, by the beginning of its name."""
    states: tuple[str, ...]
    """Buckets of the sites' state, with what is in them."""
    endpoint_services: tuple[str, ...]
    """Services of AWS to which the sites have endpoints, by the ends of their names there."""
    tunnels: tuple[str, ...]
    """Documents by which sessions on runners are held."""
    preferences: tuple[str, ...]
    """Documents that Session Manager reads where a session names none."""

    @property
    def trusted(self) -> tuple[str, ...]:
        """Break-glass and the deployers."""
        return (self.break_glass, *self.deployers)

    def via(self, service: str) -> list[str]:
        """`kms:ViaService` of a service in each region."""
        return unique(names.host(service) for names in self.hosts)

    def arns(self, service: str, accounts: Sequence[str], resource: str) -> list[str]:
        """ARNs of a resource of some accounts, in every region."""
        return [f"arn:{self.partition}:{service}:*:{account}:{resource}" for account in accounts]


def estate_of(declaration: Declaration) -> Estate | None:
    """What the guardrails of a declaration speak of; None without an organization or AWS site."""
    organization = declaration.organization.aws
    names = {name: aws_names(declaration, name) for name in _cloud_sites(declaration)}
    if organization is None or not names:
        return None
    partition = str(declaration.jurisdiction.partition)
    lasting = [s for s in names if declaration.sites[s].use is Use.PRODUCTION]
    return Estate(
        partition=partition,
        organization=organization.id,
        regions=tuple(declaration.jurisdiction.regions),
        hosts=tuple(names.values()),
        accounts=tuple(unique(each.account for each in names.values())),
        lasting=tuple(unique(names[site].account for site in lasting)),
        break_glass=f"arn:{partition}:iam::*:{organization.break_glass}",
        **_of_all_sites(declaration, partition),
        **_of_sites(declaration, names),
    )


def _of_all_sites(declaration: Declaration, partition: str) -> dict[str, tuple[str, ...]]:
    """What each site has one of: a pattern for all sites, since every character counts.

    Nobody else can make a thing that fits: the statements that hold these hold their names.
    """
    iam, every = f"arn:{partition}:iam::*:", "*"
    deployer = deployer_role(declaration, every)
    state = f"{resource_name(declaration, every, STATE)}-*"
    trail = f"{resource_name(declaration, every, BucketRole.TRAIL)}-*"
    documents = f"arn:{partition}:ssm:*:*:document/"
    return {
        "deployers": (f"{iam}role/{deployer}",),
        "acceptors": (f"{iam}role/{role_name(declaration, every, RoleKey.ACCEPTOR)}",),
        "operators": (f"{iam}role/{role_name(declaration, every, RoleKey.OPERATOR)}",),
        "boundaries": (
            f"{iam}policy/{boundary_name(declaration, every)}",
            f"{iam}policy/{deployer}-*",
        ),
        "carriers": (f"{iam}role/{role_name(declaration, every, RoleKey.FIREHOSE)}",),
        "carried": (f"arn:{partition}:s3:::{trail}/{CLUSTER_LOGS}*",),
        "states": (f"arn:{partition}:s3:::{state}",),
        "tunnels": (f"{documents}{tunnel_document_name(declaration, every)}",),
        "preferences": (f"{documents}{PREFERENCES_DOCUMENT}",),
    }


def _of_sites(
    declaration: Declaration, sites: Mapping[str, AwsNames]
) -> dict[str, tuple[str, ...]]:
    """What differs from site to site."""
    partition = str(declaration.jurisdiction.partition)
    prefixes = [resource_name(declaration, site, "*") for site in sites]
    takers = unique(name for site in sites for name in taken_by_services(declaration, site))
    services = unique(each.service for site in sites for each in endpoints(declaration, site))
    return {
        "roles": tuple(f"arn:{partition}:iam::*:role/{prefix}" for prefix in prefixes),
        "served": tuple(f"arn:{partition}:iam::*:role/{name}" for name in takers),
        "buckets": tuple(f"arn:{partition}:s3:::{prefix}" for prefix in prefixes),
        "endpoint_services": tuple(f"*.{service}" for service in services),
    }


def _cloud_sites(declaration: Declaration) -> list[str]:
    return [name for name, site in declaration.sites.items() if site.aws is not None]


def unique(values: Any) -> list[str]:  # noqa: ANN401  any iterable of texts
    """The values once each, in their order."""
    return list(dict.fromkeys(values))


def deny(
    sid: str,
    actions: Sequence[str],
    *,
    but: Sequence[str] = (),
    resources: Sequence[str] = ("*",),
    **conditions: Mapping[str, object],
) -> Statement:
    """A statement that denies actions; principals in `but` are left out.

    `conditions` are by operator, `IfExists` and set operators as AWS spells them, with `__` for a
    colon. One value stands without a list, since every character counts.
    """
    condition = {
        operator.replace("__", ":"): {key: _plain(value) for key, value in keys.items()}
        for operator, keys in conditions.items()
    }
    if but:
        condition["ArnNotLike"] = {PRINCIPAL: _plain(but)}
    statement: Statement = {
        "Sid": sid,
        "Effect": "Deny",
        "Action": _plain(sorted(actions)),
        "Resource": _plain(resources),
    }
    return statement | ({"Condition": condition} if condition else {})


def deny_all_but(sid: str, actions: Sequence[str], **conditions: Any) -> Statement:  # noqa: ANN401
    """A statement that denies every action but these; as `deny` otherwise."""
    statement = deny(sid, actions, **conditions)
    return {
        ("NotAction" if element == "Action" else element): value
        for element, value in statement.items()
    }


def elsewhere(statement: Statement) -> Statement:
    """The statement on every resource but its own."""
    return {
        ("NotResource" if element == "Resource" else element): value
        for element, value in statement.items()
    }


def _plain(values: object) -> object:
    if isinstance(values, str | bool):
        return str(values).lower() if isinstance(values, bool) else values
    several = list(values) if isinstance(values, list | tuple) else [values]
    return several[0] if len(several) == 1 else several
