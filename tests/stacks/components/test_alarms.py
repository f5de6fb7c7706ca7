"""What is derived alarms, all of it on the one topic; and so does silence."""

import json
from typing import Any

from enclave.derive.metric_alarms import Comparison, MetricAlarm
from stacks.components.alarms import Alarms, AlarmsArgs, BusAlarm, FilterAlarm
from tests.stacks.conftest import Recorder

ENDED = BusAlarm(name="key-ended", says="a key was ended", pattern={"source": ["aws.kms"]})
ROOT = FilterAlarm(name="root-user", says="root was used", pattern="{ $.x = 1 }", missed=False)
QUIET = FilterAlarm(name="dns-silent", says="no names", pattern="{ $.x = 1 }", missed=True)
SILENT = MetricAlarm(
    name="trail-silent",
    says="the trail has brought nothing for an hour",
    namespace="AWS/Logs",
    metric="IncomingLogEvents",
    of={"LogGroupName": "trail-group"},
    statistic="Sum",
    comparison=Comparison.BELOW,
    threshold=2,
    missing=True,
)
LATE = MetricAlarm(
    name="late",
    says="late",
    namespace="AWS/Firehose",
    metric="DeliveryToS3.DataFreshness",
    of={"DeliveryStreamName": "stream"},
    statistic="Maximum",
    comparison=Comparison.FROM,
    threshold=1800,
)


def make_args(**overrides: object) -> AlarmsArgs:
    values: dict[str, Any] = {
        "prefix": "loom-frankfurt",
        "topic_arn": "topic",
        "role_arn": "alarms-role",
        "log_group": "trail-group",
        "bus": [ENDED],
        "trail": [ROOT],
        "metrics": [SILENT],
    } | overrides
    return AlarmsArgs(**values)


def test_calls_alarm_by_a_rule_that_speaks_as_our_role(recorder: Recorder) -> None:
    recorder.run(lambda: Alarms("alarm", make_args()))
    rule = dict(recorder.inputs("alarm-key-ended"))
    assert json.loads(rule.pop("eventPattern")) == {"source": ["aws.kms"]}
    assert rule == {
        "name": "loom-frankfurt-key-ended",
        "description": "a key was ended",
        "state": "ENABLED",
        "tags": {"Name": "loom-frankfurt-key-ended"},
    }
    assert recorder.inputs("alarm-key-ended-target") == {
        "rule": "loom-frankfurt-key-ended",
        "targetId": "alarms",
        "arn": "topic",
        "roleArn": "alarms-role",
    }


def test_one_record_of_the_trail_alarms_within_its_minute(recorder: Recorder) -> None:
    recorder.run(lambda: Alarms("alarm", make_args()))
    assert recorder.inputs("alarm-root-user-filter") == {
        "name": "loom-frankfurt-root-user",
        "logGroupName": "trail-group",
        "pattern": "{ $.x = 1 }",
        "metricTransformation": {
            "name": "loom-frankfurt-root-user",
            "namespace": "Enclave",
            "value": "1",
        },
    }
    assert recorder.inputs("alarm-root-user") == {
        "name": "loom-frankfurt-root-user",
        "alarmDescription": "root was used",
        "alarmActions": ["topic"],
        "namespace": "Enclave",
        "metricName": "loom-frankfurt-root-user",
        "statistic": "Sum",
        "period": 60,
        "evaluationPeriods": 1,
        "threshold": 1,
        "comparisonOperator": "GreaterThanOrEqualToThreshold",
        "treatMissingData": "notBreaching",
        "tags": {"Name": "loom-frankfurt-root-user"},
    }


def test_a_silent_trail_alarms(recorder: Recorder) -> None:
    recorder.run(lambda: Alarms("alarm", make_args()))
    assert recorder.inputs("alarm-trail-silent") == {
        "name": "loom-frankfurt-trail-silent",
        "alarmDescription": "the trail has brought nothing for an hour",
        "alarmActions": ["topic"],
        "namespace": "AWS/Logs",
        "metricName": "IncomingLogEvents",
        "dimensions": {"LogGroupName": "trail-group"},
        "statistic": "Sum",
        "period": 3600,
        "evaluationPeriods": 1,
        "threshold": 2,
        "comparisonOperator": "LessThanThreshold",
        "treatMissingData": "breaching",
        "tags": {"Name": "loom-frankfurt-trail-silent"},
    }


def test_an_hour_without_a_record_alarms_where_that_is_missed(recorder: Recorder) -> None:
    recorder.run(lambda: Alarms("alarm", make_args(trail=[QUIET])))
    inputs = recorder.inputs("alarm-dns-silent")
    assert inputs["period"] == 3600
    assert inputs["comparisonOperator"] == "LessThanThreshold"
    assert inputs["treatMissingData"] == "breaching"


def test_a_metric_of_something_else_alarms_on_its_own_side(recorder: Recorder) -> None:
    recorder.run(lambda: Alarms("alarm", make_args(metrics=[LATE])))
    inputs = recorder.inputs("alarm-late")
    assert inputs["dimensions"] == {"DeliveryStreamName": "stream"}
    assert inputs["comparisonOperator"] == "GreaterThanOrEqualToThreshold"
    assert inputs["treatMissingData"] == "notBreaching"


def test_it_tells_the_names_of_all(recorder: Recorder) -> None:
    recorder.run(lambda: Alarms("alarm", make_args()).names)
    assert recorder.outputs == [
        "loom-frankfurt-key-ended",
        "loom-frankfurt-root-user",
        "loom-frankfurt-trail-silent",
    ]
