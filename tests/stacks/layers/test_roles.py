"""Roles of the cloud layer: as derived, within the boundary, and deployable by the deployer."""

import json

from enclave.derive.deployer_table import TABLE
from enclave.derive.permissions_boundary import boundary_arn
from enclave.derive.roles import roles
from tests.enclave.derive.declared import declared
from tests.stacks.layers.test_cloud import production


def test_every_role_stands_as_derived() -> None:
    recorder = production()
    for spec in roles(declared(), "frankfurt"):
        inputs = recorder.inputs(f"role-{spec.key}-role")
        assert inputs["name"] == spec.name
        assert json.loads(inputs["assumeRolePolicy"]) == spec.trust
        for name, document in spec.policies.items():
            policy = recorder.inputs(f"role-{spec.key}-{name}")
            assert json.loads(policy["policy"]) == document


def test_no_role_stands_beside_them_or_without_the_boundary() -> None:
    declared_roles = [d for d in production().declared if d.type == "aws:iam/role:Role"]
    assert {d.inputs["name"] for d in declared_roles} == {
        spec.name for spec in roles(declared(), "frankfurt")
    }
    boundaries = {d.inputs["permissionsBoundary"] for d in declared_roles}
    assert boundaries == {boundary_arn(declared(), "frankfurt")}


def test_the_deployer_s_calls_are_known_for_every_type_of_the_layer() -> None:
    types = {d.type for d in production().custom()}
    assert "aws:ec2/vpc:Vpc" in types  # not vacuous
    assert types - TABLE.keys() == set()
