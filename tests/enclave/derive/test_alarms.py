"""What alarms and what does not, judged by moto's event bus and by JMESPath, not by our reading."""

import json
import re
from pathlib import Path
from typing import Any

import botocore.session
import jmespath  # type: ignore[import-untyped]  # comes with botocore, without stubs
import pytest
from moto.events.models import EventPattern

from enclave.derive.alarms import EVENT_ALARMS, EventAlarm, alarm_name, trail_alarms
from enclave.derive.aws_names import aws_names
from enclave.problems import Problem
from tests.enclave.derive.declared import declared, sovereign, with_data_centre

LONGEST_PATTERN = 2048  # characters of an event pattern (EventBridge quotas)
LONGEST_FILTER = 1024  # characters of a filter pattern (PutMetricFilter)
# CloudTrail's names of S3 calls that the SDK names otherwise (Amazon S3 User Guide,
# cloudtrail-logging-s3-info); the account's own block is one of S3 Control.
S3_NAMES = {
    "DeleteAccountPublicAccessBlock": "DeletePublicAccessBlock",
    "DeleteBucketPublicAccessBlock": "DeletePublicAccessBlock",
    "PutAccountPublicAccessBlock": "PutPublicAccessBlock",
    "PutBucketLifecycle": "PutBucketLifecycleConfiguration",
    "PutBucketObjectLockConfiguration": "PutObjectLockConfiguration",
    "PutBucketPublicAccessBlock": "PutPublicAccessBlock",
}
SERVICES = {"monitoring": "cloudwatch"}  # botocore's name of an event source
SESSION = botocore.session.Session()
NAMES = aws_names(declared(), "frankfurt")
BREAK_GLASS = "arn:aws:iam::111122223333:role/break-glass"
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


def alarmed_by_trail(**record: object) -> set[str]:
    """Which filters take a record: CloudWatch's language said in JMESPath's, then asked of it."""
    filters = {a.name: in_jmespath(a.pattern) for a in trail_alarms(declared(), "frankfurt")}
    return {name for name, text in filters.items() if jmespath.search(text, record)}


def in_jmespath(pattern: str) -> str:
    """Say a filter pattern in JMESPath; fails on anything that no filter of ours uses."""
    path = r"\$\.([\w.]+)"
    inner = pattern.strip().removeprefix("{").removesuffix("}").strip()
    text = re.sub(rf'{path} = "([^"*]*)"', r"\1 == '\2'", inner)
    text = re.sub(rf'{path} != "([^"*]*)"', r"\1 != '\2'", text)
    text = re.sub(rf"{path} IS FALSE", r"\1 == `false`", text)
    text = re.sub(rf"{path} NOT EXISTS", r"\1 == `null`", text)
    assert not re.search(r"\$|[A-Z]{3} |[^=!]=[^=]", text)
    return text


ROOT = {"type": "Root", "arn": "arn:aws:iam::111122223333:root"}
DEPLOYER = {"type": "AssumedRole", "sessionContext": {"sessionIssuer": {"arn": "arn:aws:iam::1:r"}}}
GLASS = {"type": "AssumedRole", "sessionContext": {"sessionIssuer": {"arn": BREAK_GLASS}}}


@pytest.mark.parametrize(
    ("record", "alarms"),
    [
        ({"eventSource": "iam.amazonaws.com", "readOnly": False}, {"identity"}),
        ({"eventSource": "iam.amazonaws.com", "readOnly": True}, set()),
        ({"eventSource": "iam.amazonaws.com"}, set()),
        ({"eventSource": "organizations.amazonaws.com", "readOnly": False}, {"organization"}),
        ({"userIdentity": ROOT, "eventType": "AwsApiCall"}, {"root-user"}),
        ({"userIdentity": ROOT | {"invokedBy": "x"}, "eventType": "AwsApiCall"}, set()),
        ({"userIdentity": ROOT, "eventType": "AwsServiceEvent"}, set()),
        (
            {
                "userIdentity": ROOT,
                "eventType": "AwsConsoleSignIn",
                "eventSource": "signin.amazonaws.com",
                "eventName": "ConsoleLogin",
            },
            {"root-user", "sign-in"},
        ),
        ({"eventSource": "sts.amazonaws.com", "userIdentity": DEPLOYER}, set()),
        ({"userIdentity": GLASS, "eventType": "AwsApiCall"}, {"break-glass"}),
        ({"requestParameters": {"roleArn": BREAK_GLASS}}, {"break-glass"}),
        ({"requestParameters": {"roleArn": f"{BREAK_GLASS}-2"}}, set()),
        ({"errorCode": "VpceAccessDenied", "eventType": "AwsVpceEvent"}, {"endpoint-refused"}),
        ({"errorCode": "AccessDenied"}, set()),
    ],
)
def test_records_of_the_trail_alarm_and_near_misses_do_not(
    record: dict[str, object], alarms: set[str]
) -> None:
    assert alarmed_by_trail(**record) == alarms


def test_without_an_organization_there_is_no_break_glass_to_watch() -> None:
    alone = declared(organization={"name": "Loom"})
    assert "break-glass" not in {a.name for a in trail_alarms(alone, "frankfurt")}


def test_no_pattern_is_longer_than_aws_takes() -> None:
    assert all(len(json.dumps(a.pattern(NAMES))) <= LONGEST_PATTERN for a in EVENT_ALARMS)
    assert all(len(a.pattern) <= LONGEST_FILTER for a in trail_alarms(declared(), "frankfurt"))


def test_the_page_lists_every_alarm() -> None:
    page = (Path(__file__).parents[3] / "docs" / "audit.md").read_text()
    rows = [(a.name, a.says) for a in EVENT_ALARMS]
    rows += [(a.name, a.says) for a in trail_alarms(declared(), "frankfurt")]
    assert [name for name, says in rows if f"| `{name}` | {says} |" not in page] == []


def test_names_of_alarms_are_unique_and_of_the_site() -> None:
    names = [a.name for a in EVENT_ALARMS]
    names += [a.name for a in trail_alarms(declared(), "frankfurt")]
    assert len(names) == len(set(names))
    assert alarm_name(declared(), "frankfurt", "exposed") == "loom-frankfurt-exposed"


def test_break_glass_is_watched_in_the_partition_that_it_is_in() -> None:
    patterns = [a.pattern for a in trail_alarms(sovereign(), "frankfurt")]
    assert not [p for p in patterns if "arn:aws:" in p]


def test_a_data_centre_has_none() -> None:
    with pytest.raises(Problem, match=r"sites\.venlo"):
        trail_alarms(with_data_centre(), "venlo")
