"""Endpoint policies."""

import json

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.endpoint_policies import endpoint_policy
from enclave.derive.endpoints import Endpoint, endpoints
from enclave.derive.policy_documents import Statement
from enclave.derive.role_policies import role_policies
from enclave.derive.workloads import CALLERS, role_keys
from enclave.problems import Problem
from tests.enclave.derive.declared import cloud_sites, declared, document, sovereign
from tests.enclave.derive.permitted import actions
from tests.enclave.derive.strategies import for_any_declaration


def statements(declaration: Declaration, site: str) -> list[tuple[str, Statement]]:
    """Every statement of every endpoint of a site, with its service."""
    return [
        (endpoint.service, statement)
        for endpoint in endpoints(declaration, site)
        for statement in endpoint_policy(declaration, site, endpoint.service)["Statement"]
    ]


@for_any_declaration
def test_only_image_layers_are_open_to_callers_outside_the_organization(
    declaration: Declaration,
) -> None:
    organization = declaration.organization.aws
    for site in cloud_sites(declaration):
        placement = declaration.sites[site].aws
        assert placement is not None
        for service, statement in statements(declaration, site):
            equals = statement["Condition"].get("StringEquals", {})
            if statement["Sid"] == "ImageLayers":
                layers = f"prod-{placement.region}-starport-layer-bucket/*"
                partition = declaration.jurisdiction.partition
                assert service == "s3"
                assert statement["Resource"] == [f"arn:{partition}:s3:::{layers}"]
                assert statement["Action"] == ["s3:GetObject"]
            elif organization:
                assert equals["aws:PrincipalOrgID"] == organization.id


@for_any_declaration
def test_caller_and_resource_are_of_the_site_s_own_account(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        placement = declaration.sites[site].aws
        assert placement is not None
        for _, statement in statements(declaration, site):
            equals = statement["Condition"].get("StringEquals", {})
            if statement["Sid"] != "ImageLayers":
                assert equals["aws:PrincipalAccount"] == placement.account
            if statement["Sid"] == "OwnAccountOnly":
                assert equals["aws:ResourceAccount"] == placement.account


@for_any_declaration
def test_only_two_things_of_aws_are_reached(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        for service, statement in statements(declaration, site):
            equals = statement["Condition"].get("StringEquals", {})
            if "aws:ResourceAccount" not in equals:
                assert statement["Sid"] in ("ImageLayers", "NewVolumes")
            if statement["Sid"] == "AddOnImages":
                assert service.startswith("ecr.")
                assert all(
                    a.startswith(("ecr:Batch", "ecr:GetDownload")) for a in statement["Action"]
                )


@for_any_declaration
def test_every_statement_asks_for_tls_and_names_its_actions(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        for service, statement in statements(declaration, site):
            prefix = {"kms-fips": "kms"}.get(service, service.partition(".")[0])
            assert statement["Effect"] == "Allow"
            assert statement["Condition"]["Bool"] == {"aws:SecureTransport": "true"}
            assert all(action.startswith(f"{prefix}:") for action in statement["Action"])
            assert not any("*" in action for action in statement["Action"])


@for_any_declaration
def test_no_arn_of_another_partition(declaration: Declaration) -> None:
    other = "arn:aws-eusc:" if declaration.jurisdiction.partition == "aws" else "arn:aws:"
    for site in cloud_sites(declaration):
        assert other not in json.dumps(statements(declaration, site))


def test_without_an_organization_the_account_is_all_that_is_asked_for() -> None:
    policy = endpoint_policy(declared(organization={"name": "Loom"}), "frankfurt", "sts")
    assert policy["Statement"][0]["Condition"]["StringEquals"] == {
        "aws:PrincipalAccount": "111122223333",
        "aws:ResourceAccount": "111122223333",
    }


@pytest.mark.parametrize(
    ("region", "account"), [("eu-central-1", "602401143452"), ("eu-south-1", "590381155156")]
)
def test_add_on_images_come_from_the_account_of_the_region(region: str, account: str) -> None:
    sites = document()["sites"]
    sites["frankfurt"]["aws"]["region"] = region
    policy = endpoint_policy(declared(sites=sites), "frankfurt", "ecr.api")
    assert policy["Statement"][1]["Resource"] == [f"arn:aws:ecr:{region}:{account}:repository/*"]


@pytest.mark.parametrize("service", ["ecr.api", "ecr.dkr"])
def test_where_nobody_is_known_to_own_add_on_images_none_are_let_through(service: str) -> None:
    policy = endpoint_policy(sovereign(), "frankfurt", service)
    assert [statement["Sid"] for statement in policy["Statement"]] == ["OwnAccountOnly"]


def needed(declaration: Declaration, site: str, endpoint: Endpoint) -> set[str]:
    """Actions of the roles whose holders reach an endpoint, as far as they come through it.

    What a key does for a service, that service asks of KMS by itself.
    """
    service = endpoint.service.partition(".")[0].removesuffix("-fips")
    return {
        action
        for key in role_keys(declaration, site)
        if set(CALLERS.get(key, ())) & set(endpoint.callers)
        for policy in role_policies(declaration, site, key).values()
        for statement in policy["Statement"]
        if "kms:ViaService" not in statement.get("Condition", {}).get("StringEquals", {})
        for action in statement["Action"]
        if action.startswith(f"{service}:")
    }


def let_through(declaration: Declaration, site: str, endpoint: Endpoint) -> set[str]:
    """Actions of an endpoint's policy."""
    policy = endpoint_policy(declaration, site, endpoint.service)
    return {action for statement in policy["Statement"] for action in statement["Action"]}


@for_any_declaration
def test_every_action_of_a_role_that_goes_through_an_endpoint_is_let_through(
    declaration: Declaration,
) -> None:
    for site in cloud_sites(declaration):
        for endpoint in endpoints(declaration, site):
            missing = needed(declaration, site, endpoint) - let_through(declaration, site, endpoint)
            assert (endpoint.service, sorted(missing)) == (endpoint.service, [])


def test_every_action_that_is_let_through_is_needed_by_a_role_behind_it() -> None:
    declaration = declared()
    for endpoint in endpoints(declaration, "frankfurt"):
        more = let_through(declaration, "frankfurt", endpoint) - needed(
            declaration, "frankfurt", endpoint
        )
        assert (endpoint.service, sorted(more)) == (endpoint.service, [])


def test_no_action_of_a_role_in_the_network_goes_to_a_service_without_endpoint() -> None:
    reached = {
        e.service.partition(".")[0].removesuffix("-fips")
        for e in endpoints(declared(), "frankfurt")
    }
    called = {action.partition(":")[0] for key in CALLERS for action in actions(key)}
    assert called <= reached


def allowed(service: str) -> dict[str, list[str]]:
    """Actions of an endpoint of the smallest declaration, by statement."""
    policy = endpoint_policy(declared(), "frankfurt", service)
    return {statement["Sid"]: statement["Action"] for statement in policy["Statement"]}


def test_a_volume_that_is_not_there_yet_is_asked_for_no_owner() -> None:
    actions = allowed("ec2")
    assert actions["NewVolumes"] == ["ec2:CreateVolume"]
    assert "ec2:CreateVolume" not in actions["OwnAccountOnly"]


def test_add_ons_may_carry_the_tags_that_everything_carries() -> None:
    assert {"eks:CreateAddon", "eks:TagResource"} <= {*allowed("eks")["OwnAccountOnly"]}


def test_a_service_without_an_endpoint_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        endpoint_policy(declared(), "frankfurt", "bedrock-runtime")
    assert str(caught.value) == (
        "sites.frankfurt has no endpoint for bedrock-runtime. "
        "Fix: name a service that derive/endpoints.py lists for it."
    )
