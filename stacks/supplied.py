"""What others supply to a stack and the declaration cannot know: names from AWS and Salesforce.

Each is checked against where the site stands before anything is declared. A rehearsal that is given
none uses stand-ins, recognisable by their zeros.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.door import Way, has_way
from enclave.derive.names import private_zone
from enclave.derive.salesforce_pulls import pulled_domains
from enclave.facts.partitions import endpoint_prefix
from enclave.problems import Problem

DOOR_CERTIFICATE = "enclave:door-certificate"
DOOR_NAME = "enclave:door-name"
SALESFORCE_PRINCIPAL = "enclave:salesforce-principal"
SALESFORCE_SERVICE = "enclave:salesforce-service"
RUNNER_IMAGE = "enclave:runner-image"
KEYS = (DOOR_CERTIFICATE, DOOR_NAME, SALESFORCE_PRINCIPAL, SALESFORCE_SERVICE, RUNNER_IMAGE)

_ID = "0" * 17
_CERTIFICATE = re.compile(r"arn:([a-z-]+):acm:([a-z0-9-]+):([0-9]{12}):certificate/[0-9a-f-]{36}")
_ROLE = re.compile(r"arn:([a-z-]+):iam::([0-9]{12}):role/[\w+=,.@/-]+", re.ASCII)
_SERVICE = re.compile(r"([a-z]+\.[a-z]+)\.vpce\.([a-z0-9-]+)\.vpce-svc-[0-9a-f]{17}")
_IMAGE = re.compile(r"ami-[0-9a-f]{17}")
_HOST = re.compile(
    r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)


@dataclass(frozen=True, kw_only=True)
class Supplied:
    """Values of the five keys; None where the site has no use for one.

    `door_certificate`: ARN of the public certificate that Salesforce is shown. `door_name`: the
    host on it, under which Salesforce calls. `salesforce_principal`: the role by which Salesforce
    asks for an endpoint. `salesforce_service`: the endpoint service that pulls go to.
    `runner_image`: the runner's image, with a Session Manager agent.
    """

    door_certificate: str | None = None
    door_name: str | None = None
    salesforce_principal: str | None = None
    salesforce_service: str | None = None
    runner_image: str | None = None


@dataclass(frozen=True, kw_only=True)
class _Key:
    """A key: what reads it, what is wrong with a value, where to get one, and a stand-in."""

    field: str
    purpose: str
    wrong: Callable[[AwsNames, str], tuple[str, str] | None]
    source: str
    stand_in: str


def given(value: str | None, key: str) -> str:
    """Return a value that a site needs. Raises Problem where it was never asked for."""
    if value is None:
        raise Problem(where=key, problem="is not set", fix="read the settings of a site's stack")
    return value


def read_supplied(
    declaration: Declaration, site: str, configuration: Mapping[str, Any], *, rehearsed: bool
) -> tuple[Supplied, tuple[Problem, ...]]:
    """Return what is supplied to a cloud site, and everything that is wrong with it."""
    names = aws_names(declaration, site)
    needed = _needed(declaration, site, names)
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for name, key in needed.items():
        value = str(configuration.get(name) or (key.stand_in if rehearsed else ""))
        problem = _problem(name, key, names, value)
        if problem is None:
            values[key.field] = value
        else:
            problems.append(problem)
    problems += _unneeded(site, needed, configuration)
    return Supplied(**values), tuple(problems)


def _problem(name: str, key: _Key, names: AwsNames, value: str) -> Problem | None:
    if not value:
        return Problem(where=name, problem=f"is not set, and {key.purpose}", fix=key.source)
    wrong = key.wrong(names, value)
    if wrong is None:
        return None
    problem, fix = wrong
    return Problem(where=name, problem=f"{value} {problem}", fix=fix)


def _unneeded(
    site: str, needed: Mapping[str, _Key], configuration: Mapping[str, Any]
) -> Iterator[Problem]:
    for name in KEYS:
        if configuration.get(name) and name not in needed:
            yield Problem(
                where=name, problem=f"is set, and {site} has no use for it", fix="remove it"
            )


def _needed(declaration: Declaration, site: str, names: AwsNames) -> dict[str, _Key]:
    keys = {RUNNER_IMAGE: _runner_image()}
    if pulled_domains(declaration, site):
        keys = {SALESFORCE_SERVICE: _salesforce_service(names)} | keys
    if has_way(declaration, site, Way.PRIVATE_LINK):
        zone = private_zone(declaration, site)
        keys = {
            DOOR_CERTIFICATE: _door_certificate(names),
            DOOR_NAME: _door_name(zone),
            SALESFORCE_PRINCIPAL: _salesforce_principal(names),
        } | keys
    return keys


def _door_certificate(names: AwsNames) -> _Key:
    return _Key(
        field="door_certificate",
        purpose="Salesforce trusts a door by its public certificate alone",
        wrong=_wrong_certificate,
        source="request or import one in ACM and give its ARN (docs/salesforce-door.md)",
        stand_in=names.arn("acm", "certificate/00000000-0000-0000-0000-000000000000"),
    )


def _wrong_certificate(names: AwsNames, value: str) -> tuple[str, str] | None:
    found = _CERTIFICATE.fullmatch(value)
    here = (str(names.partition), names.region, names.account)
    if found is None:
        return "is not the ARN of a certificate in ACM", "copy the ARN that ACM shows"
    if found.groups() == here:
        return None
    kinds = zip(("partition", "region", "account"), found.groups(), here, strict=True)
    kind, theirs, ours = next(each for each in kinds if each[1] != each[2])
    return (
        f"is of {kind} {theirs}, and the site stands in {ours}",
        f"request or import the certificate in {names.region}, account {names.account}",
    )


def _door_name(zone: str) -> _Key:
    return _Key(
        field="door_name",
        purpose="Salesforce calls the door by a name",
        wrong=_wrong_name,
        source="give the host name that the certificate is for",
        stand_in=f"door.{zone}",
    )


def _wrong_name(_: AwsNames, value: str) -> tuple[str, str] | None:
    if _HOST.fullmatch(value):
        return None
    return "is not one whole host name in small letters", "give the name on the certificate"


def _salesforce_principal(names: AwsNames) -> _Key:
    return _Key(
        field="salesforce_principal",
        purpose="without it nobody may ask for an endpoint",
        wrong=_wrong_principal,
        source="copy the IAM role for the region from Setup, Private Connect, AWS Regions",
        stand_in=f"arn:{names.partition}:iam::000000000000:role/rehearsal",
    )


def _wrong_principal(names: AwsNames, value: str) -> tuple[str, str] | None:
    fix = "copy the IAM role for the region from Setup, Private Connect, AWS Regions"
    if "*" in value:
        return "would let anybody ask for an endpoint", fix
    found = _ROLE.fullmatch(value)
    if found is None:
        return "is not the ARN of one IAM role", fix
    if found[1] != names.partition:
        return f"is of partition {found[1]}, and the site stands in {names.partition}", fix
    if found[2] == names.account:
        return "is a role of the site's own account, not of Salesforce", fix
    return None


def _salesforce_service(names: AwsNames) -> _Key:
    return _Key(
        field="salesforce_service",
        purpose="pulls have no way to Salesforce without it",
        wrong=_wrong_service,
        source="copy the service name for the region from Setup, Private Connect, AWS Regions",
        stand_in=f"{_prefix(names)}.vpce.{names.region}.vpce-svc-{_ID}",
    )


def _wrong_service(names: AwsNames, value: str) -> tuple[str, str] | None:
    fix = "copy the service name for the region from Setup, Private Connect, AWS Regions"
    found = _SERVICE.fullmatch(value)
    if found is None or found[1] != _prefix(names):
        return "is not the name of an endpoint service", fix
    if found[2] != names.region:
        return f"is of {found[2]}, and the site stands in {names.region}", fix
    return None


def _prefix(names: AwsNames) -> str:
    return endpoint_prefix(names.partition, "vpce")


def _runner_image() -> _Key:
    return _Key(
        field="runner_image",
        purpose="the runner starts from an image that somebody chose",
        wrong=_wrong_image,
        source="give the id of an x86_64 image with a Session Manager agent (docs/runner.md)",
        stand_in=f"ami-{_ID}",
    )


def _wrong_image(_: AwsNames, value: str) -> tuple[str, str] | None:
    if _IMAGE.fullmatch(value):
        return None
    return "is not the id of an image", "give ami- and its 17 digits"
