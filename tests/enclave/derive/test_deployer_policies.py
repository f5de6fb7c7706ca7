"""The role that deploys a site."""

import json

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.deployer_policies import LONGEST, deployer, deployer_policies
from enclave.derive.role_policies import length
from enclave.problems import Problem
from tests.enclave.derive.declared import cloud_sites, declared, document, with_data_centre
from tests.enclave.derive.permitted import deploying
from tests.enclave.derive.strategies import for_any_declaration

PIPELINE = "arn:aws:iam::444455556666:role/pipeline"
MOST = 10  # managed policies of a role, before anybody asks AWS for more


def long_names() -> Declaration:
    """A site whose names are as long as names can be."""
    whole = document()
    whole["organization"]["name"] = "An organization"
    site = "f" * 24
    text = json.dumps(whole).replace("frankfurt", site)
    return Declaration.model_validate(json.loads(text))


@for_any_declaration
def test_every_policy_is_one_that_iam_takes(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        policies = deployer(declaration, site).policies
        assert len(policies) <= MOST
        assert [name for name, policy in policies.items() if length(policy) > LONGEST] == []


@pytest.mark.parametrize("use", ["production", "canary"])
def test_the_longest_names_fit(use: str) -> None:
    declaration = long_names()
    (site,) = cloud_sites(declaration)
    sites = {site: declaration.sites[site].model_copy(update={"use": use})}
    policies = deployer(declaration.model_copy(update={"sites": sites}), site).policies
    assert max(map(length, policies.values())) <= LONGEST
    assert max(map(len, policies)) <= 128


@for_any_declaration
def test_nobody_allows_a_wildcard(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        for policy in deployer_policies(declaration, site).values():
            for statement in policy["Statement"]:
                assert statement["Action"]
                assert not [action for action in statement["Action"] if "*" in action]


@for_any_declaration
def test_no_two_statements_of_a_policy_share_an_id(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        for policy in deployer_policies(declaration, site).values():
            ids = [statement["Sid"] for statement in policy["Statement"]]
            assert len(set(ids)) == len(ids)


def test_everything_that_names_no_resource_is_held_to_the_region_or_a_tag() -> None:
    unheld = [
        action
        for statement in deploying().values()
        if statement["Effect"] == "Allow" and statement["Resource"] == ["*"]
        if not statement.get("Condition")
        for action in statement["Action"]
    ]
    # Route 53 has no region, and the account's block of public access no resource.
    assert unheld == [
        "route53:CreateHostedZone",
        "s3:GetAccountPublicAccessBlock",
        "s3:PutAccountPublicAccessBlock",
    ]


def test_people_of_the_account_need_a_second_factor() -> None:
    assert deployer(declared(), "frankfurt").trust["Statement"] == [
        {
            "Sid": "Taken",
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
            "Action": ["sts:AssumeRole"],
            "Condition": {
                "Bool": {"aws:MultiFactorAuthPresent": "true"},
                "StringEquals": {"aws:PrincipalOrgID": "o-l1nden100m"},
            },
        }
    ]


def test_a_role_that_is_named_is_the_only_one() -> None:
    (statement,) = deployer(declared(), "frankfurt", trusted=[PIPELINE]).trust["Statement"]
    assert statement["Principal"] == {"AWS": [PIPELINE]}
    assert statement["Condition"] == {"StringEquals": {"aws:PrincipalOrgID": "o-l1nden100m"}}


def test_a_role_of_a_stranger_is_refused_where_no_organization_is_declared() -> None:
    alone = declared(organization={"name": "Loom"})
    with pytest.raises(Problem) as caught:
        deployer(alone, "frankfurt", trusted=[PIPELINE])
    assert str(caught.value) == (
        f"sites.frankfurt, deployer would be open to {PIPELINE}, a role of another account that no"
        " organization binds. Fix: name a role of account 111122223333, or declare"
        " organization.aws."
    )


@pytest.mark.parametrize(
    "arn", ["*", "arn:aws:iam::444455556666:root", "arn:aws:iam::444455556666:role/*", "role/x"]
)
def test_whoever_is_no_one_role_is_refused(arn: str) -> None:
    with pytest.raises(Problem) as caught:
        deployer(declared(), "frankfurt", trusted=[arn])
    assert str(caught.value) == (
        f"sites.frankfurt, deployer would be open to {arn}, which is no one role. Fix: name the "
        "ARN of one role, as arn:PARTITION:iam::ACCOUNT:role/NAME."
    )


def test_more_than_a_policy_holds_is_refused() -> None:
    whole = document()
    domain = "a-rather-long-name-of-an-org-{}.my.salesforce.example"
    for i in range(100):
        source = json.loads(json.dumps(whole["sources"]["crm"]).replace("Product2", f"P{i}"))
        source["salesforce"] |= {"org": f"00D{i:012d}EAA", "my_domain": domain.format(i)}
        whole["sources"][f"crm-{i}"] = source
        whole["flows"][f"pull-{i}"] = whole["flows"]["pull"] | {"to": f"crm-{i}"}
    with pytest.raises(Problem, match=r"^sites\.frankfurt, deployer gets a policy names of "):
        deployer(Declaration.model_validate(whole), "frankfurt")


def test_a_data_centre_has_none() -> None:
    with pytest.raises(Problem, match=r"^sites\.venlo is a data centre and has nothing in AWS\. "):
        deployer(with_data_centre(), "venlo")
