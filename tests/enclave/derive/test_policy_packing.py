import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.derive.policy_documents import Statement
from enclave.derive.policy_packing import PolicyDocument, PolicyType, UnfitPolicies, fitting, pack
from enclave.facts.organization_quotas import Quota

SCP = PolicyType.SERVICE_CONTROL
QUOTA = Quota(characters=600, on_target=4, attached=1)
LENGTHS = st.lists(st.integers(0, 450), max_size=12)


def statement(number: int, length: int) -> Statement:
    return {"Sid": f"S{number}", "Action": "a" * length}


def packed(lengths: list[int], quota: Quota = QUOTA) -> tuple[PolicyDocument, ...]:
    return pack([statement(*each) for each in enumerate(lengths)], SCP, name="p", quota=quota)


def roomy(lengths: list[int]) -> Quota:
    return Quota(characters=600, on_target=len(lengths) + 1, attached=1)


@given(LENGTHS)
def test_every_statement_stands_in_one_document_that_fits(lengths: list[int]) -> None:
    policies = packed(lengths, roomy(lengths))
    sids = [s["Sid"] for policy in policies for s in policy.document["Statement"]]
    assert sorted(sids) == sorted(f"S{i}" for i in range(len(lengths)))
    assert all(len(policy.text) <= 600 for policy in policies)
    assert packed(lengths, roomy(lengths)) == policies


@given(LENGTHS)
def test_no_two_documents_would_fit_into_one(lengths: list[int]) -> None:
    texts = [policy.text for policy in packed(lengths, roomy(lengths))]
    frame = len('{"Version":"2012-10-17","Statement":[]}')
    assert all(
        len(a) + len(b) - frame + 1 > 600 for i, a in enumerate(texts) for b in texts[i + 1 :]
    )


def test_a_statement_that_grows_within_its_step_moves_no_other() -> None:
    def homes(grown: int) -> list[list[str]]:
        return [
            [s["Sid"] for s in policy.document["Statement"]]
            for policy in packed([300, 60 + grown, 90, 60], roomy([0] * 4))
        ]

    assert homes(0) == homes(20) == [["S0", "S1"], ["S2", "S3"]]


def test_a_statement_that_no_document_holds_is_named_and_all_of_them_are() -> None:
    with pytest.raises(UnfitPolicies) as refused:
        packed([900, 10, 1_000])
    line = (
        "organization: SERVICE_CONTROL_POLICY {} takes {} characters alone, and a document holds"
        " 600. Fix: declare fewer sites under one organization, or split the statement."
    )
    assert str(refused.value).splitlines() == [
        line.format("S0", "963"),
        line.format("S2", "1,063"),
    ]


def test_more_documents_than_an_account_has_room_for_are_refused() -> None:
    with pytest.raises(UnfitPolicies) as refused:
        packed([450] * 4)
    assert str(refused.value) == (
        "organization: SERVICE_CONTROL_POLICY needs 4 documents, and an account has room for 3."
        " Fix: declare fewer sites under one organization, or attach some to a unit above by hand."
    )


def test_a_document_of_its_own_that_is_too_long_is_refused() -> None:
    policy = PolicyDocument(name="ec2", type=PolicyType.DECLARATIVE_EC2, document={"a": "b" * 600})
    with pytest.raises(UnfitPolicies) as refused:
        fitting(policy, quota=QUOTA)
    assert str(refused.value) == (
        "organization: DECLARATIVE_POLICY_EC2 ec2 takes 608 characters, and a document holds 600."
        " Fix: declare fewer sites under one organization."
    )
    assert fitting(policy) is policy


def test_the_text_has_no_blank() -> None:
    assert packed([1])[0].text == (
        '{"Version":"2012-10-17","Statement":[{"Sid":"S0","Action":"a"}]}'
    )
    assert json.loads(packed([1])[0].text) == packed([1])[0].document
