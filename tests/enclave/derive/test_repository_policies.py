"""Policies of repositories."""

import json

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.repository_policies import repository_policy
from enclave.problems import Problem
from tests.enclave.derive.declared import cloud_sites, declared, with_data_centre
from tests.enclave.derive.strategies import for_any_declaration


@for_any_declaration
def test_it_only_ever_takes_away(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        statements = repository_policy(declaration, site)["Statement"]
        assert [(s["Effect"], s["Principal"], s["Action"]) for s in statements] == [
            ("Deny", "*", "ecr:*")
        ]


@for_any_declaration
def test_no_arn_is_in_it_so_that_it_holds_in_every_partition(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        assert "arn:" not in json.dumps(repository_policy(declaration, site))


def test_services_of_aws_are_left_to_iam() -> None:
    (statement,) = repository_policy(declared(), "frankfurt")["Statement"]
    assert statement["Condition"] == {
        "StringNotEqualsIfExists": {
            "aws:PrincipalAccount": "111122223333",
            "aws:PrincipalOrgID": "o-l1nden100m",
        },
        "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
    }


def test_a_data_centre_has_none() -> None:
    with pytest.raises(Problem, match=r"^sites\.venlo is a data centre and has nothing in AWS\. "):
        repository_policy(with_data_centre(), "venlo")
