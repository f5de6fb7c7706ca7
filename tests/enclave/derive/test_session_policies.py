"""Who may use the tunnel: on the runner, by its document, and by no other."""

import pytest

from enclave.derive.policy_documents import Statement
from enclave.derive.session_policies import session_policy
from enclave.derive.workloads import RoleKey
from enclave.problems import Problem
from tests.enclave.derive.declared import declared, sovereign, with_data_centre
from tests.enclave.derive.permitted import permitted

TUNNEL = "arn:aws:ssm:eu-central-1:111122223333:document/loom-frankfurt-tunnel"
INSTANCES = "arn:aws:ec2:eu-central-1:111122223333:instance/*"


def statement(sid: str) -> Statement:
    found = session_policy(declared(), "frankfurt")["Statement"]
    return next(each for each in found if each["Sid"] == sid)


def test_a_session_is_held_on_the_runner_and_the_document_is_looked_at() -> None:
    assert statement("OnTheRunner")["Resource"] == [INSTANCES]
    assert statement("OnTheRunner")["Condition"] == {
        "BoolIfExists": {"ssm:SessionDocumentAccessCheck": "true"},
        "StringEquals": {"ssm:resourceTag/Name": "loom-frankfurt-runner"},
    }


def test_the_tunnel_is_the_one_document() -> None:
    assert statement("ByTheTunnel")["Resource"] == [TUNNEL]
    denied = statement("NoOtherDocument")
    assert (denied["Effect"], denied["Action"]) == ("Deny", ["ssm:StartSession"])
    assert denied["NotResource"] == [INSTANCES, TUNNEL]


def test_nobody_ends_the_sessions_of_others_or_sends_commands() -> None:
    assert statement("OwnSessions")["Resource"] == [
        "arn:aws:ssm:eu-central-1:111122223333:session/${aws:userid}-*"
    ]
    assert statement("NoCommands")["Effect"] == "Deny"


def test_arns_are_of_the_site_s_partition() -> None:
    assert "arn:aws:" not in str(session_policy(sovereign(), "frankfurt"))


def test_a_data_centre_has_no_sessions() -> None:
    with pytest.raises(Problem, match="is a data centre"):
        session_policy(with_data_centre(), "venlo")


def test_the_operator_may_do_what_the_policy_permits_and_no_more() -> None:
    found = session_policy(declared(), "frankfurt")["Statement"]
    allowed = {each["Sid"]: each for each in found if each["Effect"] == "Allow"}
    assert permitted(RoleKey.OPERATOR) == allowed
