"""Which calls alarm at once, judged by moto's event bus, not by our reading."""

import json
from typing import Any

import botocore.session
import pytest
from moto.events.models import EventPattern

from enclave.derive.aws_names import aws_names
from enclave.derive.event_alarms import EVENT_ALARMS, EventAlarm
from tests.enclave.derive.declared import declared

LONGEST_PATTERN = 2048  # characters of an event pattern (EventBridge quotas)
# CloudTrail's names of S3 calls that the SDK names otherwise (Amazon S3 User Guide,
# cloudtrail-logging-s3-info); the account's own block is one of S3 Control.
S3_NAMES = {
    "DeleteAccountPublicAccessBlock": "DeletePublicAccessBlock",
    "DeleteBucketPublicAccessBlock": "DeletePublicAccessBlock",
    "PutAccountPublicAccessBlock": "PutPublicAccessBlock",
    "PutBucketNotification": "PutBucketNotificationConfiguration",
    "PutBucketLifecycle": "PutBucketLifecycleConfiguration",
    "PutBucketObjectLockConfiguration": "PutObjectLockConfiguration",
    "PutBucketPublicAccessBlock": "PutPublicAccessBlock",
}
# botocore's name of an event source
SERVICES = {"elasticloadbalancing": "elbv2", "monitoring": "cloudwatch"}
ON_BEHALF = {"type": "AssumedRole", "invokedBy": "autoscaling.amazonaws.com"}
SESSION = botocore.session.Session()
NAMES = aws_names(declared(), "frankfurt")
CALLS = [(a, s, c) for a in EVENT_ALARMS for s, calls in a.calls.items() for c in calls]


def call(service: str, name: str, **more: object) -> dict[str, Any]:
    """An event as CloudTrail puts it on the bus of its region."""
    return {
        "version": "0",
        "source": f"aws.{service}",
        "detail-type": "AWS API Call via CloudTrail",
        "account": "111122223333",
        "region": "eu-central-1",
        "resources": [],
        "detail": {
            "eventVersion": "1.11",
            "userIdentity": {"type": "AssumedRole", "arn": "arn:aws:sts::111122223333:x/y"},
            "eventSource": f"{service}.amazonaws.com",
            "eventName": name,
            "awsRegion": "eu-central-1",
            "readOnly": False,
        },
        **more,
    }


def alarmed_by_bus(event: dict[str, Any]) -> set[str]:
    patterns = {a.name: json.dumps(a.pattern(NAMES)) for a in EVENT_ALARMS}
    return {n for n, p in patterns.items() if EventPattern.load(p).matches_event(event)}  # type: ignore[arg-type]


@pytest.mark.parametrize(("alarm", "service", "name"), CALLS, ids=lambda value: str(value)[:40])
def test_every_listed_call_alarms_by_its_own_alarm(
    alarm: EventAlarm, service: str, name: str
) -> None:
    assert alarmed_by_bus(call(service, name)) == {alarm.name}


@pytest.mark.parametrize(("alarm", "service", "name"), CALLS, ids=lambda value: str(value)[:40])
def test_every_listed_call_is_one_of_its_service(
    alarm: EventAlarm, service: str, name: str
) -> None:
    model = SESSION.get_service_model(SERVICES.get(service, service))
    asked = S3_NAMES.get(name, name) if service == "s3" else name
    assert alarm.calls
    assert asked in model.operation_names


def test_a_refused_attempt_alarms_too() -> None:
    event = call("kms", "DisableKey")
    event["detail"]["errorCode"] = "AccessDenied"
    assert alarmed_by_bus(event) == {"key-ended"}


@pytest.mark.parametrize(
    ("service", "name"),
    [
        ("kms", "EnableKey"),
        ("kms", "Decrypt"),
        ("kms", "CancelKeyDeletion"),
        ("cloudtrail", "StartLogging"),
        ("cloudtrail", "LookupEvents"),
        ("s3", "GetBucketPolicy"),
        ("ec2", "DescribeSecurityGroups"),
        ("ec2", "RevokeSecurityGroupIngress"),
        ("ec2", "DeleteInternetGateway"),
        ("sns", "Publish"),
        ("iot", "DisableKey"),
        ("events", "DisableKey"),
    ],
)
def test_near_misses_do_not_alarm(service: str, name: str) -> None:
    assert alarmed_by_bus(call(service, name)) == set()


def test_what_somebody_else_puts_on_the_bus_does_not_alarm() -> None:
    assert alarmed_by_bus(call("kms", "DisableKey") | {"source": "com.example"}) == set()
    other = {"detail-type": "EC2 Instance State-change Notification"}
    assert alarmed_by_bus(call("kms", "DisableKey") | other) == set()


@pytest.mark.parametrize(
    ("service", "name", "alarms"),
    [
        ("ec2", "RunInstances", set()),
        ("kms", "CreateGrant", set()),
        ("kms", "RetireGrant", set()),
        ("kms", "PutKeyPolicy", {"key-policy"}),
        ("ssm", "SendCommand", {"commanded"}),
    ],
)
def test_what_services_do_all_day_alarms_by_others_only(
    service: str, name: str, alarms: set[str]
) -> None:
    event = call(service, name)
    assert alarmed_by_bus(event)
    event["detail"]["userIdentity"] = ON_BEHALF
    assert alarmed_by_bus(event) == alarms


def test_no_pattern_is_longer_than_aws_takes() -> None:
    assert all(len(json.dumps(a.pattern(NAMES))) <= LONGEST_PATTERN for a in EVENT_ALARMS)
