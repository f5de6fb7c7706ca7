"""Roles of a site."""

import json

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.roles import RoleSpec, roles
from enclave.derive.workloads import RoleKey
from enclave.problems import Problem
from tests.enclave.derive.declared import cloud_sites, declared, with_data_centre
from tests.enclave.derive.strategies import for_any_declaration


def role(key: RoleKey) -> RoleSpec:
    """One role of the smallest declaration."""
    return next(each for each in roles(declared(), "frankfurt") if each.key == key)


@for_any_declaration
def test_descriptions_are_what_iam_takes(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        for each in roles(declaration, site):
            assert each.description.isascii()
            assert 0 < len(each.description) <= 1000


@for_any_declaration
def test_no_arn_of_another_partition(declaration: Declaration) -> None:
    other = "arn:aws-eusc:" if declaration.jurisdiction.partition == "aws" else "arn:aws:"
    for site in cloud_sites(declaration):
        for each in roles(declaration, site):
            assert other not in json.dumps([each.trust, dict(each.policies)])


def test_a_role_is_named_after_its_holder() -> None:
    assert role(RoleKey.DOOR).name == "loom-frankfurt-door"
    assert role(RoleKey.LOAD_BALANCER_CONTROLLER).name == "loom-frankfurt-balancer-controller"


def test_the_runner_alone_takes_its_role_by_a_profile_of_ours() -> None:
    assert [r.key for r in roles(declared(), "frankfurt") if r.machine] == [RoleKey.RUNNER]


def test_the_connector_has_a_role_that_permits_nothing() -> None:
    assert role(RoleKey.CONNECTOR).policies == {}


def test_a_data_centre_has_none() -> None:
    with pytest.raises(Problem, match=r"^sites\.venlo is a data centre and has nothing in AWS\. "):
        roles(with_data_centre(), "venlo")
