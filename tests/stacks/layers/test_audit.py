"""What is recorded of a site: by one trail, into the locked bucket; and what alarms."""

import json

from enclave.derive.alarms import trail_alarms
from enclave.derive.event_alarms import EVENT_ALARMS
from enclave.derive.metric_alarms import metric_alarms
from enclave.derive.trail import trail
from tests.enclave.derive.declared import declared
from tests.stacks.layers.test_cloud import production, sovereign

REGION = "eu-central-1:111122223333"


def test_the_trail_goes_to_its_bucket_once_that_has_a_policy() -> None:
    recorder = production()
    inputs = recorder.inputs("audit-trail")
    assert inputs["s3BucketName"] == "bucket-trail-bucket-id"
    assert inputs["kmsKeyId"] == f"arn:aws:kms:{REGION}:key-trail-key"
    assert inputs["cloudWatchLogsRoleArn"] == f"arn:aws:iam:{REGION}:role-trail-delivery-role"
    names = [d.name for d in recorder.declared]
    assert names.index("bucket-trail-policy") < names.index("audit-trail")


def test_the_trail_records_what_is_derived() -> None:
    selected = production().inputs("audit-trail")["advancedEventSelectors"]
    derived = trail(declared(), "frankfurt").selectors
    assert [s["name"] for s in selected] == [s.name for s in derived]


def test_the_trail_is_protected() -> None:
    assert {d.name for d in production().declared if d.protect} >= {"audit-trail"}


def test_every_derived_alarm_stands_and_speaks_on_the_one_topic() -> None:
    recorder = production()
    rules = {d.inputs["name"] for d in recorder.declared if d.type.endswith(":EventRule")}
    filters = {d.inputs["name"] for d in recorder.declared if d.type.endswith(":LogMetricFilter")}
    assert rules == {f"loom-frankfurt-{a.name}" for a in EVENT_ALARMS}
    assert filters == {f"loom-frankfurt-{a.name}" for a in trail_alarms(declared(), "frankfurt")}
    silent = {a.name for a in metric_alarms(declared(), "frankfurt")}
    metrics = {d.inputs["name"] for d in recorder.declared if d.type.endswith(":MetricAlarm")}
    assert metrics == filters | {f"loom-frankfurt-{name}" for name in silent}
    spoken = {d.inputs["arn"] for d in recorder.declared if d.type.endswith(":EventTarget")}
    assert spoken == {f"arn:aws:sns:{REGION}:alarm-channel-topic"}


def test_the_event_bus_speaks_as_a_role_that_may() -> None:
    recorder = production()
    roles = {d.inputs["roleArn"] for d in recorder.declared if d.type.endswith(":EventTarget")}
    assert roles == {f"arn:aws:iam:{REGION}:role-alarms-role"}


def test_names_that_are_asked_for_go_to_a_bucket_of_their_own() -> None:
    recorder = production()
    assert recorder.inputs("query-logs-config")["destinationArn"] == (
        "arn:aws:s3:eu-central-1:111122223333:bucket-dns-logs-bucket"
    )
    policy = json.loads(recorder.inputs("bucket-dns-logs-policy")["policy"])
    (written,) = (s["Resource"] for s in policy["Statement"] if s["Sid"] == "WriterWrites")
    assert written == ["arn:aws:s3:::loom-frankfurt-dns-logs-111122223333/AWSLogs/111122223333/*"]


def test_logs_of_the_control_plane_go_beside_the_trail() -> None:
    recorder = production()
    stream = recorder.inputs("cluster-logs-stream")["extendedS3Configuration"]
    assert stream["bucketArn"] == f"arn:aws:s3:{REGION}:bucket-trail-bucket"
    assert stream["prefix"] == "cluster-logs/"
    handed = recorder.inputs("cluster-logs-subscription")
    assert handed["logGroup"] == "/aws/eks/loom-frankfurt-cluster/cluster"
    assert recorder.inputs("cluster-log")["name"] == handed["logGroup"]


def test_sovereign_break_glass_is_watched_by_its_own_name() -> None:
    pattern = sovereign().inputs("alarm-break-glass-filter")["pattern"]
    assert '"arn:aws-eusc:iam::111122223333:role/break-glass"' in pattern
