"""What derived policy documents share."""

import json

from hypothesis import given
from hypothesis import strategies as st

from enclave.derive.aws_names import aws_names
from enclave.derive.policy_documents import Condition, document, not_ours, ours, over_tls
from tests.enclave.derive.declared import declared

NAMES = aws_names(declared(), "frankfurt")
ALONE = {"name": "Loom"}
ORGANIZATION, ACCOUNT = "o-l1nden100m", "111122223333"


@given(st.lists(st.dictionaries(st.text(), st.text())))
def test_a_document_keeps_its_statements_in_order(statements: list[dict[str, str]]) -> None:
    made = document(iter(statements))
    assert made == {"Version": "2012-10-17", "Statement": statements}
    assert json.loads(json.dumps(made)) == made


def test_caller_and_resource_belong_to_the_account_and_its_organization() -> None:
    assert ours(declared(), NAMES) == {
        "aws:PrincipalAccount": ACCOUNT,
        "aws:ResourceAccount": ACCOUNT,
        "aws:PrincipalOrgID": ORGANIZATION,
        "aws:ResourceOrgID": ORGANIZATION,
    }


def test_the_caller_alone_is_judged_where_the_policy_is_the_resource_s_own() -> None:
    assert ours(declared(), NAMES, resource=False) == {
        "aws:PrincipalAccount": ACCOUNT,
        "aws:PrincipalOrgID": ORGANIZATION,
    }


def test_without_an_organization_the_account_is_all_that_is_asked_for() -> None:
    assert ours(declared(organization=ALONE), NAMES) == {
        "aws:PrincipalAccount": ACCOUNT,
        "aws:ResourceAccount": ACCOUNT,
    }


def meets(condition: Condition, caller: dict[str, str]) -> bool:
    """Whether a request with these keys meets a condition; absent keys do, as `IfExists` says."""
    differs = {
        "StringNotEqualsIfExists": lambda has, wanted: has != wanted,
        "BoolIfExists": lambda has, wanted: has == wanted,
    }
    return all(
        key not in caller or differs[operator](caller[key], wanted)
        for operator, tests in condition.items()
        for key, wanted in tests.items()
    )


def test_a_stranger_is_not_ours_and_a_member_or_a_service_is() -> None:
    condition = not_ours(declared(), NAMES)
    stranger = {
        "aws:PrincipalOrgID": "o-another0000",
        "aws:PrincipalIsAWSService": "false",
        "aws:ResourceOrgID": ORGANIZATION,
    }
    assert meets(condition, stranger)
    assert not meets(condition, stranger | {"aws:PrincipalOrgID": ORGANIZATION})
    assert not meets(condition, stranger | {"aws:PrincipalIsAWSService": "true"})


def test_a_wrong_id_of_the_organization_shuts_nobody_of_the_account_out() -> None:
    administrator = {
        "aws:PrincipalOrgID": "o-th3realone",
        "aws:PrincipalAccount": ACCOUNT,
        "aws:PrincipalIsAWSService": "false",
    }
    condition = not_ours(declared(), NAMES)
    assert not meets(condition, administrator)
    assert meets(condition, administrator | {"aws:PrincipalAccount": "999999999999"})


def test_who_has_no_organization_at_all_is_a_stranger() -> None:
    assert meets(not_ours(declared(), NAMES), {"aws:PrincipalIsAWSService": "false"})


def test_tls_is_asked_for_and_not_its_absence() -> None:
    assert over_tls() == {"Bool": {"aws:SecureTransport": "true"}}
