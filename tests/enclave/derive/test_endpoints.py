"""Interface endpoints."""

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.endpoints import SERVICES, endpoints, fips_hosts
from enclave.derive.ends import SERVICE_ENDPOINTS, Role, roles
from enclave.derive.structure import structure
from enclave.facts.fips_endpoints import fips_endpoint
from tests.enclave.derive.declared import cloud_sites, declared, sovereign
from tests.enclave.derive.strategies import for_any_declaration

EVERY_SITE = {
    "ec2",
    "ecr.api",
    "ecr.dkr",
    "eks",
    "eks-auth",
    "logs",
    "s3",
    "ssm",
    "ssmmessages",
    "sts",
}


def region(declaration: Declaration, site: str) -> str:
    """The region of a cloud site."""
    placement = declaration.sites[site].aws
    assert placement is not None
    return placement.region


@for_any_declaration
def test_a_site_has_these_services_and_no_other(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        extra = (
            {"elasticloadbalancing"} if Role.LOAD_BALANCER in roles(declaration, site) else set()
        )
        kms = "kms-fips" if fips_endpoint("kms", region(declaration, site)) else "kms"
        services = [endpoint.service for endpoint in endpoints(declaration, site)]
        assert services == sorted(EVERY_SITE | extra | {kms})


@for_any_declaration
def test_every_endpoint_has_a_caller_that_stands_there(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        for endpoint in endpoints(declaration, site):
            assert endpoint.callers
            assert set(endpoint.callers) <= roles(declaration, site)


@for_any_declaration
def test_nothing_of_another_partition_is_named(declaration: Declaration) -> None:
    suffixes = {
        "aws": (".amazonaws.com", ".api.aws"),
        "aws-eusc": (".amazonaws.eu", ".api.amazonwebservices.eu"),
    }
    for site in cloud_sites(declaration):
        for endpoint in endpoints(declaration, site):
            ends = suffixes[declaration.jurisdiction.partition]
            assert all(name.endswith(ends) for name in endpoint.dns_names)


@pytest.mark.parametrize(
    ("service", "name"),
    [
        ("ecr.api", "eu.amazonaws.eusc-de-east-1.ecr.api"),
        ("ecr.dkr", "eu.amazonaws.eusc-de-east-1.ecr.dkr"),
        ("s3", "com.amazonaws.eusc-de-east-1.s3"),
        ("kms", "com.amazonaws.eusc-de-east-1.kms"),
    ],
)
def test_the_sovereign_cloud_reverses_the_names_of_its_registry_only(
    service: str, name: str
) -> None:
    found = {e.service: e.service_name for e in endpoints(sovereign(), "frankfurt")}
    assert found[service] == name


@for_any_declaration
def test_who_calls_a_service_is_who_the_structure_lets_through(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        rows = tuple(structure(declaration, site))
        for endpoint in endpoints(declaration, site):
            assert endpoint.callers == tuple(r.source for r in rows if r.target is endpoint.part)


def test_every_part_that_is_an_endpoint_has_a_service_and_no_other_part_has() -> None:
    assert {service.part for service in SERVICES} == {*SERVICE_ENDPOINTS}


@pytest.mark.parametrize(
    ("service", "callers"),
    [
        ("eks-auth", {Role.SYSTEM_NODES, Role.GPU_NODES}),
        ("elasticloadbalancing", {Role.SYSTEM_NODES}),
        ("kms-fips", {Role.DOOR, Role.FUNCTIONS, Role.AUDIT, Role.CONNECTOR, Role.RUNNER}),
        ("ssm", {Role.RUNNER}),
        ("ssmmessages", {Role.RUNNER}),
    ],
)
def test_a_service_is_called_by_these_parts(service: str, callers: set[Role]) -> None:
    found = {e.service: e.callers for e in endpoints(declared(), "frankfurt")}
    assert {*found[service]} == callers


def test_eks_auth_is_there_dual_stack_only() -> None:
    found = {e.service: e.dns_names for e in endpoints(declared(), "frankfurt")}
    assert found["eks-auth"] == ("eks-auth.eu-central-1.api.aws",)


def test_kms_answers_to_the_host_that_the_facts_know() -> None:
    found = {e.service: e.dns_names for e in endpoints(declared(), "frankfurt")}
    assert found["kms-fips"] == (fips_endpoint("kms", "eu-central-1"),)
    assert "kms" not in found


def test_where_no_fips_endpoint_is_known_none_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enclave.derive.endpoints.fips_endpoint", lambda _service, _region: None)
    found = {e.service: e.dns_names for e in endpoints(declared(), "frankfurt")}
    assert found["kms"] == ("kms.eu-central-1.amazonaws.com",)
    assert "kms-fips" not in found


@for_any_declaration
def test_each_fips_host_answers_in_the_network(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        answering = {name for e in endpoints(declaration, site) for name in e.dns_names}
        assert set(fips_hosts(declaration, site).values()) <= answering


def test_sdks_reach_kms_by_its_fips_host() -> None:
    assert fips_hosts(declared(), "frankfurt") == {"kms": "kms-fips.eu-central-1.amazonaws.com"}
    assert fips_hosts(sovereign(), "frankfurt") == {}
