"""Policies of the topic and the queue of a site's alarms: nobody else speaks, nobody else hears.

A topic that anybody could subscribe to would be a way out of the enclave, by mail or to any address
of the internet. So it takes one listener, the queue, and the queue takes one speaker, the topic.
"""

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.keys import Purpose
from enclave.derive.names import resource_name
from enclave.derive.policy_documents import (
    Condition,
    Document,
    Statement,
    document,
    not_ours,
)
from enclave.derive.role_site import RoleSite, allow

_READ = (
    "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
    "sqs:ReceiveMessage",
)
_PLAIN: Condition = {"Bool": {"aws:SecureTransport": "false"}}


def alarm_channel(declaration: Declaration, site: str) -> str:
    """Name of the topic of the alarms, and of its queue."""
    return resource_name(declaration, site, "alarms")


def topic_arn(declaration: Declaration, site: str) -> str:
    """ARN of the topic. Raises Problem for a data centre."""
    return aws_names(declaration, site).arn("sns", alarm_channel(declaration, site))


def queue_arn(declaration: Declaration, site: str) -> str:
    """ARN of the queue. Raises Problem for a data centre."""
    return aws_names(declaration, site).arn("sqs", alarm_channel(declaration, site))


def topic_policy(declaration: Declaration, site: str) -> Document:
    """Alarms of the site may speak; the event bus speaks as a role of the account.

    EventBridge as a service could not be held to our rules here: it supports no condition in a
    topic's policy (EventBridge User Guide, resource-based policies).
    """
    names, topic = aws_names(declaration, site), topic_arn(declaration, site)
    alarms = names.arn("cloudwatch", f"alarm:{resource_name(declaration, site, '*')}")
    return document(
        [
            _deny("TlsOnly", "sns:Publish", topic, _PLAIN),
            _deny(
                "OwnQueueOnly",
                "sns:Subscribe",
                topic,
                {"StringNotEquals": {"sns:Endpoint": queue_arn(declaration, site)}},
            ),
            {
                "Sid": "AlarmsSpeak",
                "Effect": "Allow",
                "Principal": {"Service": names.principal("cloudwatch")},
                "Action": ["sns:Publish"],
                "Resource": topic,
                "Condition": {
                    "StringEquals": {"aws:SourceAccount": names.account},
                    "ArnLike": {"aws:SourceArn": alarms},
                },
            },
        ]
    )


def queue_policy(declaration: Declaration, site: str) -> Document:
    """The topic may send; a reader needs a permission of its own: `reader_policy`."""
    names, queue = aws_names(declaration, site), queue_arn(declaration, site)
    return document(
        [
            _deny("TlsOnly", "sqs:*", queue, _PLAIN),
            _deny("OrganizationOnly", "sqs:*", queue, not_ours(declaration, names)),
            _topic_sends(names, queue, topic_arn(declaration, site)),
        ]
    )


def reader_policy(declaration: Declaration, site: str) -> Document:
    """What a role of the site's account needs to hear the alarms. Raises Problem for a data centre.

    No role of the kit has it: who hears is not declared, and a reader of another account takes a
    role in this one, since the key serves no other.
    """
    queue = queue_arn(declaration, site)
    here = RoleSite(declaration=declaration, site=site)
    return document(
        [
            allow("HearsAlarms", _READ, [queue]),
            here.keys("ReadsThem", ("kms:Decrypt",), (Purpose.ALARMS,), through="sqs"),
        ]
    )


def _topic_sends(names: AwsNames, queue: str, topic: str) -> Statement:
    return {
        "Sid": "TopicSends",
        "Effect": "Allow",
        "Principal": {"Service": names.principal("sns")},
        "Action": ["sqs:SendMessage"],
        "Resource": queue,
        "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
    }


def _deny(sid: str, action: str, resource: str, condition: Condition) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": action,
        "Resource": resource,
        "Condition": condition,
    }
