"""What records and alarms is read as it stands."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from enclave.derive.trail import EventSelector, FieldSelector
from enclave.rehearsal.read_audit import (
    Audit,
    MetricAlarm,
    Queue,
    Rule,
    Stream,
    Topic,
    Trail,
    read_audit,
)

ACCOUNT = "111122223333"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/alarms"
TOPIC = f"arn:aws:sns:eu-central-1:{ACCOUNT}:alarms"
POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "sqs:*", "Resource": "*"}],
}


def client(service: str) -> Any:  # noqa: ANN401  boto3 has no types
    made: Any = boto3.client(service, region_name="eu-central-1")  # type: ignore[call-overload]
    return made


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", ACCOUNT)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "rehearsal")
    with mock_aws():
        client("s3").create_bucket(
            Bucket="trail", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
        )
        yield


@pytest.mark.usefixtures("cloud")
def test_where_nothing_stands_nothing_is_read() -> None:
    assert read_audit(client) == Audit(
        trails={}, rules={}, alarms={}, topics={}, queues={}, streams={}
    )


@pytest.mark.usefixtures("cloud")
def test_a_trail_that_was_stopped_is_read_as_such() -> None:
    trails = client("cloudtrail")
    trails.create_trail(Name="site", S3BucketName="trail", IsMultiRegionTrail=True)
    fields = [
        {"Field": "eventCategory", "Equals": ["Data"]},
        {"Field": "eventName", "NotEquals": ["PutObject"]},
        {"Field": "resources.ARN", "StartsWith": ["arn:aws:s3:::a/"]},
    ]
    trails.put_event_selectors(
        TrailName="site", AdvancedEventSelectors=[{"Name": "a", "FieldSelectors": fields}]
    )
    stopped = Trail(
        logging=False,
        everywhere=True,
        validated=False,
        bucket="trail",
        key=None,
        log_group=None,
        selectors=(
            EventSelector(
                name="a",
                fields=(
                    FieldSelector(field="eventCategory", equals=("Data",)),
                    FieldSelector(field="eventName", not_equals=("PutObject",)),
                    FieldSelector(field="resources.ARN", starts_with=("arn:aws:s3:::a/",)),
                ),
            ),
        ),
    )
    assert read_audit(client).trails == {"site": stopped}
    trails.start_logging(Name="site")
    assert read_audit(client).trails["site"].logging


@pytest.mark.usefixtures("cloud")
def test_a_rule_is_read_with_whom_it_tells() -> None:
    events = client("events")
    pattern = {"source": ["aws.kms"]}
    events.put_rule(Name="ended", EventPattern=json.dumps(pattern), State="DISABLED")
    events.put_targets(Rule="ended", Targets=[{"Id": "1", "Arn": TOPIC, "RoleArn": ROLE}])
    assert read_audit(client).rules == {
        "ended": Rule(enabled=False, pattern=pattern, targets=frozenset({(TOPIC, ROLE)}))
    }


@pytest.mark.usefixtures("cloud")
def test_an_alarm_is_read_with_what_its_metric_counts() -> None:
    client("logs").create_log_group(logGroupName="events")
    client("logs").put_metric_filter(
        logGroupName="events",
        filterName="root",
        filterPattern="{ $.a = 1 }",
        metricTransformations=[
            {"metricName": "root", "metricNamespace": "Enclave", "metricValue": "1"}
        ],
    )
    client("cloudwatch").put_metric_alarm(
        AlarmName="root-user",
        MetricName="root",
        Namespace="Enclave",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        Dimensions=[{"Name": "LogGroupName", "Value": "events"}],
        TreatMissingData="breaching",
        ActionsEnabled=True,
        AlarmActions=["a:topic"],
    )
    assert read_audit(client).alarms == {
        "root-user": MetricAlarm(
            enabled=True,
            metric="root",
            actions=frozenset({"a:topic"}),
            patterns=frozenset({("events", "{ $.a = 1 }")}),
            of=frozenset({("LogGroupName", "events")}),
            when=("GreaterThanOrEqualToThreshold", 1, "breaching"),
        )
    }


@pytest.mark.usefixtures("cloud")
def test_a_topic_and_a_queue_are_read_with_who_hears() -> None:
    client("sqs").create_queue(QueueName="alarms", Attributes={"Policy": json.dumps(POLICY)})
    topic = client("sns").create_topic(Name="alarms", Attributes={"KmsMasterKeyId": "a:key"})
    client("sns").set_topic_attributes(
        TopicArn=topic["TopicArn"], AttributeName="Policy", AttributeValue=json.dumps(POLICY)
    )
    client("sns").subscribe(
        TopicArn=topic["TopicArn"], Protocol="https", Endpoint="https://soc.example"
    )
    found = read_audit(client)
    assert found.topics == {
        "alarms": Topic(
            key="a:key",
            policy=POLICY,
            listeners=frozenset({("https", "https://soc.example")}),
        )
    }
    assert found.queues == {"alarms": Queue(key=None, policy=POLICY)}


@pytest.mark.usefixtures("cloud")
def test_a_stream_is_read_with_the_log_groups_that_hand_over_every_line() -> None:
    made = client("firehose").create_delivery_stream(
        DeliveryStreamName="logs",
        ExtendedS3DestinationConfiguration={
            "RoleARN": f"arn:aws:iam::{ACCOUNT}:role/firehose",
            "BucketARN": "arn:aws:s3:::trail",
            "Prefix": "cluster-logs/",
            "EncryptionConfiguration": {"KMSEncryptionConfig": {"AWSKMSKeyARN": "a:key"}},
        },
    )
    for group, pattern in {"all": "", "some": "error"}.items():
        client("logs").create_log_group(logGroupName=group)
        client("logs").put_subscription_filter(
            logGroupName=group,
            filterName="logs",
            filterPattern=pattern,
            destinationArn=made["DeliveryStreamARN"],
            roleArn=f"arn:aws:iam::{ACCOUNT}:role/log-delivery",
        )
    assert read_audit(client).streams == {
        "logs": Stream(
            bucket="arn:aws:s3:::trail",
            folder="cluster-logs/",
            key="a:key",
            encrypted=False,
            sources=frozenset({"all"}),
        )
    }
