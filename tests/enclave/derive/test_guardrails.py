"""How guardrails are written, and whom they speak of."""

from enclave.declaration.model import Declaration
from enclave.derive.guardrails.estate import deny, deny_all_but, elsewhere, estate_of
from tests.enclave.derive.declared import declared, document


def two_sites() -> Declaration:
    """A production site, and a canary in an account of its own."""
    sites = document()["sites"]
    canary = sites["frankfurt"] | {"use": "canary"}
    sites["dublin"] = canary | {"aws": canary["aws"] | {"account": "222233334444"}}
    return declared(sites=sites)


def test_one_value_stands_without_a_list_and_truth_as_aws_spells_it() -> None:
    assert deny("Sid", ["s3:A"], Bool={"k": True}, Null={"n": False}) == {
        "Sid": "Sid",
        "Effect": "Deny",
        "Action": "s3:A",
        "Resource": "*",
        "Condition": {"Bool": {"k": "true"}, "Null": {"n": "false"}},
    }


def test_actions_are_sorted_so_that_their_order_in_the_source_changes_nothing() -> None:
    assert deny("Sid", ["s3:B", "s3:A"])["Action"] == ["s3:A", "s3:B"]


def test_operators_over_sets_are_spelt_with_a_colon() -> None:
    found = deny("Sid", ["s3:A"], ForAnyValue__ArnNotLike={"k": ["a", "b"]})
    assert found["Condition"] == {"ForAnyValue:ArnNotLike": {"k": ["a", "b"]}}


def test_who_is_left_out_is_a_condition() -> None:
    found = deny("Sid", ["s3:A"], but=("arn:a", "arn:b"))
    assert found["Condition"] == {"ArnNotLike": {"aws:PrincipalArn": ["arn:a", "arn:b"]}}


def test_everything_but_some_actions() -> None:
    found = deny_all_but("Sid", ["s3:A"], StringNotEquals={"aws:RequestedRegion": ("a",)})
    assert (found["NotAction"], "Action" in found) == ("s3:A", False)
    assert found["Condition"] == {"StringNotEquals": {"aws:RequestedRegion": "a"}}


def test_accounts_of_all_sites_are_bound_those_of_production_more() -> None:
    estate = estate_of(two_sites())
    assert estate is not None
    assert estate.accounts == ("111122223333", "222233334444")
    assert estate.lasting == ("111122223333",)
    assert estate.arns("kms", estate.lasting, "key/*") == ["arn:aws:kms:*:111122223333:key/*"]


def test_the_deployers_of_all_sites_are_trusted_beside_break_glass() -> None:
    estate = estate_of(two_sites())
    assert estate is not None
    assert estate.trusted == (
        "arn:aws:iam::*:role/break-glass",
        "arn:aws:iam::*:role/loom-*-deployer",
    )


def test_roles_of_services_are_told_from_those_of_people_by_their_trust() -> None:
    estate = estate_of(two_sites())
    assert estate is not None
    assert "arn:aws:iam::*:role/loom-*-runner" in estate.served
    assert not set(estate.served) & {*estate.deployers, *estate.acceptors}


def test_everywhere_but_on_some_resources() -> None:
    found = elsewhere(deny("Sid", ["s3:A"], resources=("arn:a",)))
    assert (found["NotResource"], "Resource" in found) == ("arn:a", False)
