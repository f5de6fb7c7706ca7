"""Who may take a role that deploys: one role by its ARN, or people with a second factor."""

import pytest

from enclave.derive.aws_names import aws_names
from enclave.derive.deployer_trust import deployer_trust
from enclave.problems import Problem
from tests.enclave.derive.declared import declared

NAMES = aws_names(declared(), "frankfurt")
PIPELINE = "arn:aws:iam::444455556666:role/pipeline"
OWN = "arn:aws:iam::111122223333:role/pipeline"
MEMBER = {"aws:PrincipalOrgID": "o-l1nden100m"}


def test_people_of_the_account_need_a_second_factor() -> None:
    (statement,) = deployer_trust(NAMES, "here", [])["Statement"]
    assert statement["Principal"] == {"AWS": "arn:aws:iam::111122223333:root"}
    assert statement["Condition"] == {"Bool": {"aws:MultiFactorAuthPresent": "true"}}


def test_roles_that_are_named_are_the_only_ones() -> None:
    (statement,) = deployer_trust(NAMES, "here", [PIPELINE], MEMBER)["Statement"]
    assert statement["Principal"] == {"AWS": [PIPELINE]}
    assert statement["Condition"] == {"StringEquals": MEMBER}


def test_people_too_are_of_the_organization() -> None:
    (statement,) = deployer_trust(NAMES, "here", [], MEMBER)["Statement"]
    assert statement["Condition"] == {
        "Bool": {"aws:MultiFactorAuthPresent": "true"},
        "StringEquals": MEMBER,
    }


def test_without_an_organization_a_role_of_the_account_alone_may() -> None:
    (statement,) = deployer_trust(NAMES, "here", [OWN])["Statement"]
    assert "Condition" not in statement
    with pytest.raises(Problem) as raised:
        deployer_trust(NAMES, "here", [OWN, PIPELINE])
    assert str(raised.value) == (
        f"here would be open to {PIPELINE}, a role of another account that no organization binds."
        " Fix: name a role of account 111122223333, or declare organization.aws."
    )


@pytest.mark.parametrize("arn", ["*", PIPELINE.replace("pipeline", "*"), "role/x"])
def test_whoever_is_no_one_role_is_refused(arn: str) -> None:
    with pytest.raises(Problem) as raised:
        deployer_trust(NAMES, "here", [PIPELINE, arn], MEMBER)
    assert str(raised.value) == (
        f"here would be open to {arn}, which is no one role. Fix: name the ARN of one role, as"
        " arn:PARTITION:iam::ACCOUNT:role/NAME."
    )


def test_a_role_of_another_partition_is_refused() -> None:
    other = PIPELINE.replace("arn:aws:", "arn:aws-eusc:")
    with pytest.raises(Problem) as raised:
        deployer_trust(NAMES, "here", [other], MEMBER)
    assert str(raised.value) == (
        f"here would be open to {other}, a role of another partition than aws. Fix: name a role as"
        " arn:aws:iam::ACCOUNT:role/NAME."
    )
