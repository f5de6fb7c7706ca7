"""What a change of inputs means."""

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.problems import Problem
from enclave.rehearsal.aws.changes import compare
from enclave.rehearsal.aws.properties import UNKNOWN
from enclave.rehearsal.aws.types import TYPES

from .conftest import BUCKET, KEY, SPECIMENS, VPC

EACH = pytest.mark.parametrize("type_", TYPES)


@EACH
def test_equal_inputs_are_no_change(type_: str) -> None:
    change = compare(TYPES[type_], "it", SPECIMENS[type_], dict(SPECIMENS[type_]))

    assert (change.all, change.replaces) == (set(), set())


@given(
    type_=st.sampled_from(sorted(TYPES)),
    key=st.text(alphabet=string.ascii_letters, min_size=1),
    value=st.integers(min_value=1),
)
def test_a_change_that_no_table_knows_is_an_error(type_: str, key: str, value: int) -> None:
    new = {**SPECIMENS[type_], f"x{key}": value}

    with pytest.raises(Problem) as raised:
        compare(TYPES[type_], "it", SPECIMENS[type_], new)

    assert str(raised.value) == (
        f"{type_} it the stand-in does not know how a change of x{key} behaves. "
        f"Fix: add it to `replace_on` or to a step in {TYPES[type_].file}."
    )


@EACH
def test_every_input_replaces_updates_or_says_why_it_cannot(type_: str) -> None:
    resource = TYPES[type_]
    for key in resource.inputs:
        try:
            change = compare(resource, "it", {}, {key: UNKNOWN})
        except Problem as problem:
            assert resource.unchangeable[key] in problem.problem  # noqa: PT017  it is the outcome
        else:
            assert bool(change.replaces) == (key in resource.replace_on)


def test_a_refused_change_says_why() -> None:
    endpoint = TYPES["aws:ec2/vpcEndpoint:VpcEndpoint"]

    with pytest.raises(Problem) as raised:
        compare(endpoint, "kms", {"privateDnsEnabled": True}, {"privateDnsEnabled": False})

    assert str(raised.value) == (
        "aws:ec2/vpcEndpoint:VpcEndpoint kms cannot change privateDnsEnabled: "
        "moto's ModifyVpcEndpoint ignores it. "
        "Fix: destroy the resource first, or keep the value."
    )


def test_a_policy_in_other_words_is_no_change() -> None:
    old = {"policy": '{"Version": "2012-10-17", "Statement": []}'}
    new = {"policy": '{"Statement":[],"Version":"2012-10-17"}'}

    assert compare(TYPES[KEY], "it", old, new).all == set()


def test_a_choice_of_aws_stays_when_the_program_says_nothing() -> None:
    assert compare(TYPES[KEY], "it", {"policy": "{}"}, {}).all == set()


@pytest.mark.parametrize(
    ("type_", "old", "new", "first"),
    [
        (BUCKET, {"objectLockEnabled": True}, {"objectLockEnabled": False}, True),
        (BUCKET, {"bucket": "one"}, {"bucket": "two"}, False),
        (VPC, {"cidrBlock": "10.40.0.0/20"}, {"cidrBlock": "10.50.0.0/20"}, False),
    ],
)
def test_a_name_is_freed_before_its_successor_takes_it(
    type_: str,
    old: dict[str, Any],
    new: dict[str, Any],
    first: bool,  # noqa: FBT001  a column of the table
) -> None:
    assert compare(TYPES[type_], "it", old, new).delete_first is first
