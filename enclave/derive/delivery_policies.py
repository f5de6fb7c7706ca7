"""Permissions of the services of AWS that carry the cluster's logs into the locked bucket."""

from collections.abc import Iterator

from enclave.derive.buckets import BucketRole
from enclave.derive.keys import Purpose
from enclave.derive.names import log_stream
from enclave.derive.policy_documents import Statement
from enclave.derive.role_site import RoleSite, allow
from enclave.derive.workload_policies import KEEP

CLUSTER_LOGS = "cluster-logs/"  # folder of the trail's bucket


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
