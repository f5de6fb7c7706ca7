"""Nobody else speaks where alarms are told, and nobody else hears."""

import pytest

from enclave.derive.alarm_policies import (
    alarm_channel,
    queue_policy,
    reader_policy,
    topic_policy,
)
from enclave.derive.policy_documents import Document, Statement
from enclave.problems import Problem
from tests.enclave.derive.declared import declared, sovereign, with_data_centre

TOPIC = "arn:aws:sns:eu-central-1:111122223333:loom-frankfurt-alarms"
QUEUE = "arn:aws:sqs:eu-central-1:111122223333:loom-frankfurt-alarms"


def statement(policy: Document, sid: str) -> Statement:
    (found,) = (s for s in policy["Statement"] if s["Sid"] == sid)
    result: Statement = found
    return result


def test_alarms_of_the_site_may_speak_and_no_other_service() -> None:
    policy = topic_policy(declared(), "frankfurt")
    speaks = statement(policy, "AlarmsSpeak")
    assert [s["Sid"] for s in policy["Statement"] if s["Effect"] == "Allow"] == ["AlarmsSpeak"]
    assert speaks["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    assert speaks["Action"] == ["sns:Publish"]
    assert speaks["Resource"] == TOPIC
    assert speaks["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "111122223333"},
        "ArnLike": {
            "aws:SourceArn": "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:loom-frankfurt-*"
        },
    }


def test_nobody_subscribes_but_the_queue() -> None:
    assert statement(topic_policy(declared(), "frankfurt"), "OwnQueueOnly") == {
        "Sid": "OwnQueueOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sns:Subscribe",
        "Resource": TOPIC,
        "Condition": {"StringNotEquals": {"sns:Endpoint": QUEUE}},
    }


def test_the_queue_takes_from_the_topic_only() -> None:
    policy = queue_policy(declared(), "frankfurt")
    assert [s["Sid"] for s in policy["Statement"] if s["Effect"] == "Allow"] == ["TopicSends"]
    assert statement(policy, "TopicSends") == {
        "Sid": "TopicSends",
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": ["sqs:SendMessage"],
        "Resource": QUEUE,
        "Condition": {"ArnEquals": {"aws:SourceArn": TOPIC}},
    }


def test_the_queue_is_read_from_inside_the_organization_only() -> None:
    closed = statement(queue_policy(declared(), "frankfurt"), "OrganizationOnly")
    assert closed["Effect"] == "Deny"
    assert closed["Action"] == "sqs:*"
    assert closed["Condition"]["StringNotEqualsIfExists"] == {
        "aws:PrincipalAccount": "111122223333",
        "aws:PrincipalOrgID": "o-l1nden100m",
    }


def test_a_reader_hears_the_one_queue_and_reads_by_the_one_key() -> None:
    policy = reader_policy(declared(), "frankfurt")
    assert statement(policy, "HearsAlarms")["Resource"] == [QUEUE]
    assert set(statement(policy, "HearsAlarms")["Action"]) == {
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
    }
    reads = statement(policy, "ReadsThem")
    assert reads["Action"] == ["kms:Decrypt"]
    assert reads["Condition"] == {
        "StringEquals": {
            "aws:ResourceTag/enclave:site": "frankfurt",
            "kms:ViaService": "sqs.eu-central-1.amazonaws.com",
        },
        "ForAnyValue:StringLike": {"kms:ResourceAliases": ["alias/loom-frankfurt-alarms"]},
    }


@pytest.mark.parametrize("policy", [topic_policy, queue_policy])
def test_nothing_is_said_in_the_open(policy: object) -> None:
    assert callable(policy)
    tls = statement(policy(declared(), "frankfurt"), "TlsOnly")
    assert tls["Effect"] == "Deny"
    assert tls["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_sovereign_partition_is_in_every_arn() -> None:
    whole = str([topic_policy(sovereign(), "frankfurt"), queue_policy(sovereign(), "frankfurt")])
    assert "arn:aws-eusc:sns:" in whole
    assert "arn:aws:" not in whole


def test_topic_and_queue_share_a_name() -> None:
    assert alarm_channel(declared(), "frankfurt") == "loom-frankfurt-alarms"


def test_a_data_centre_has_none() -> None:
    with pytest.raises(Problem, match=r"sites\.venlo"):
        topic_policy(with_data_centre(), "venlo")
