from typing import Any

import pytest

from enclave.derive.policy_documents import document
from enclave.derive.policy_evaluation import Call, NamedPolicy, Verdict, denied_calls, verdict

ALL = {"Effect": "Allow", "Action": "*", "Resource": "*"}
LOCK = {
    "Sid": "GRREGIONDENY",
    "Effect": "Deny",
    "NotAction": ["iam:*"],
    "Resource": "*",
    "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["eu-central-1"]}},
}
ROLE = "arn:aws:iam::111122223333:role/loom-audit"
CALL = Call(action="kms:CreateKey", resource="*", context={"aws:RequestedRegion": "eu-north-1"})


def policy(*statements: object, name: str = "LandingZone") -> NamedPolicy:
    return NamedPolicy(name=name, document=document(statements))  # type: ignore[arg-type]


def told(*statements: object, call: Call = CALL) -> list[tuple[Verdict, str]]:
    return [(one.verdict, one.why) for one in denied_calls([[policy(*statements)]], [call])]


def test_a_call_that_every_level_allows_meets_no_objection() -> None:
    assert denied_calls([[policy(ALL)], [policy(ALL)]], [CALL]) == ()
    assert verdict([[policy(ALL)]], CALL) is Verdict.ALLOWED


def test_the_statement_that_denies_is_named() -> None:
    assert told(ALL, LOCK) == [(Verdict.DENIED, "LandingZone, statement GRREGIONDENY denies it")]


def test_an_action_that_a_deny_leaves_out_passes() -> None:
    elsewhere = Call(action="iam:CreateRole", resource=ROLE, context=CALL.context)
    assert told(ALL, LOCK, call=elsewhere) == []


def test_a_level_that_allows_nothing_of_it_is_named() -> None:
    levels = [[policy(ALL)], [policy({**ALL, "Action": "s3:*"})]]
    (objection,) = denied_calls(levels, [CALL])
    assert (objection.verdict, objection.why) == (
        Verdict.DENIED,
        "nothing on level 2 of 2 allows it",
    )


def test_two_policies_of_one_level_allow_together() -> None:
    both = [policy({**ALL, "Action": "s3:*"}), policy({**ALL, "Action": "kms:*"})]
    assert denied_calls([both], [CALL]) == ()


def test_a_condition_of_which_nothing_is_known_is_no_permission() -> None:
    tagged = {**LOCK, "Condition": {"StringEquals": {"aws:PrincipalTag/team": "ops"}}}
    assert told(ALL, tagged) == [
        (
            Verdict.NOT_TOLD,
            "LandingZone, statement GRREGIONDENY is not clear: StringEquals aws:PrincipalTag/team",
        )
    ]


def test_a_deny_of_resources_that_may_be_ours_is_not_told() -> None:
    use = Call(action="kms:Decrypt", resource="arn:aws:kms:eu-central-1:111122223333:key/*")
    one_key = "arn:aws:kms:eu-central-1:111122223333:key/1234"
    deny = {"Effect": "Deny", "Action": "kms:*", "Resource": one_key}
    assert told(ALL, deny, call=use) == [
        (Verdict.NOT_TOLD, "LandingZone, statement 2 is not clear: what it covers")
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"NotPrincipal": {"AWS": ROLE}},
        {"Principal": {"AWS": ROLE}},
        {"Effect": "Refuse"},
        {"Action": "*"},
        {"Resource": None},
        {"Resource": "arn:aws:kms:eu-central-1:key/*"},
        {"Resource": "arn:aws:s3:::${aws:PrincipalAccount}"},
        {"NotAction": 7},
        {"NotAction": "everything"},
    ],
)
def test_a_statement_that_is_not_understood_is_not_told(change: dict[str, Any]) -> None:
    call = Call(action="s3:GetObject", resource="arn:aws:s3:::a/b", context=CALL.context)
    assert [found for found, _ in told(ALL, LOCK | change, call=call)] == [Verdict.NOT_TOLD]


@pytest.mark.parametrize("broken", [{}, {"Statement": "Allow"}])
def test_a_document_that_is_none_is_no_permission(broken: dict[str, Any]) -> None:
    found = denied_calls([[NamedPolicy(name="Broken", document=broken)]], [CALL])
    assert [one.verdict for one in found] == [Verdict.NOT_TOLD]
    assert [one.why for one in found] == ["Broken, statement 1 is not clear: what it covers"]


def test_a_denial_that_is_sure_outweighs_what_is_not_told() -> None:
    assert [found for found, _ in told(ALL, {"Effect": "Refuse"}, LOCK)] == [Verdict.DENIED]


def test_objections_keep_the_order_of_the_calls() -> None:
    calls = [Call(action="s3:ListAllMyBuckets", resource="*", context=CALL.context), CALL]
    assert [one.call for one in denied_calls([[policy(ALL, LOCK)]], calls)] == calls
