"""Permissions of the services of AWS that carry logs to where they are kept, and alarms on."""

from collections.abc import Iterator

from enclave.derive.alarm_policies import topic_arn
from enclave.derive.buckets import BucketRole
from enclave.derive.keys import Purpose
from enclave.derive.names import log_stream, trail_log_group
from enclave.derive.policy_documents import Statement
from enclave.derive.role_site import RoleSite, allow
from enclave.derive.workload_policies import KEEP

CLUSTER_LOGS = "cluster-logs/"  # folder of the trail's bucket


def trail_statements(here: RoleSite) -> Iterator[Statement]:
    """CloudTrail writes into streams of its own in the one log group (CloudTrail User Guide)."""
    group = trail_log_group(here.declaration, here.site)
    streams = f"log-group:{group}:log-stream:{here.names.account}_CloudTrail_*"
    actions = ("logs:CreateLogStream", "logs:PutLogEvents")
    yield allow("WritesEvents", actions, [here.names.arn("logs", streams)])


def alarm_statements(here: RoleSite) -> Iterator[Statement]:
    """The event bus speaks on the one topic, whose key encrypts what it says."""
    yield allow("Speaks", ("sns:Publish",), [topic_arn(here.declaration, here.site)])
    yield here.keys("EncryptsAlarms", KEEP, (Purpose.ALARMS,), through="sns")


def delivery_statements(here: RoleSite) -> Iterator[Statement]:
    """CloudWatch Logs hands over records, to the one stream."""
    stream = here.names.arn("firehose", f"deliverystream/{log_stream(here.declaration, here.site)}")
    yield allow("HandsOver", ("firehose:PutRecord", "firehose:PutRecordBatch"), [stream])


def firehose_statements(here: RoleSite) -> Iterator[Statement]:
    """The stream writes, and looks only at what it began (Data Firehose Developer Guide)."""
    yield allow(
        "FindsTheBucket",
        ("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"),
        [here.bucket(BucketRole.TRAIL)],
    )
    yield allow(
        "WritesLogs",
        ("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"),
        [here.bucket(BucketRole.TRAIL, CLUSTER_LOGS + "*")],
    )
    yield here.keys("EncryptsLogs", KEEP, (Purpose.TRAIL,), through="s3")
