"""Every line of a log group reaches the bucket, and is never plain on the way."""

from typing import Any

from stacks.components.log_stream import LogStream, LogStreamArgs
from tests.stacks.conftest import Recorder

STREAM = "arn:aws:kinesis:eu-central-1:111122223333:logs-stream"


def make_args(**overrides: object) -> LogStreamArgs:
    values: dict[str, Any] = {
        "stream": "loom-frankfurt-cluster-logs",
        "log_group": "/aws/eks/loom-frankfurt-cluster/cluster",
        "bucket_arn": "trail-bucket",
        "folder": "cluster-logs/",
        "key_arn": "trail-key",
        "hand_over_role_arn": "log-delivery",
        "write_role_arn": "firehose",
    } | overrides
    return LogStreamArgs(**values)


def test_the_stream_writes_encrypted_into_its_folder(recorder: Recorder) -> None:
    recorder.run(lambda: LogStream("logs", make_args()))
    assert recorder.inputs("logs-stream") == {
        "name": "loom-frankfurt-cluster-logs",
        "destination": "extended_s3",
        "extendedS3Configuration": {
            "roleArn": "firehose",
            "bucketArn": "trail-bucket",
            "prefix": "cluster-logs/",
            "errorOutputPrefix": "cluster-logs/failed/",
            "bufferingSize": 5,
            "bufferingInterval": 300,
            "compressionFormat": "UNCOMPRESSED",
            "kmsKeyArn": "trail-key",
        },
        "serverSideEncryption": {
            "enabled": True,
            "keyType": "CUSTOMER_MANAGED_CMK",
            "keyArn": "trail-key",
        },
        "tags": {"Name": "loom-frankfurt-cluster-logs"},
    }


def test_every_line_is_handed_over(recorder: Recorder) -> None:
    recorder.run(lambda: LogStream("logs", make_args()).stream_arn)
    assert recorder.inputs("logs-subscription") == {
        "name": "loom-frankfurt-cluster-logs",
        "logGroup": "/aws/eks/loom-frankfurt-cluster/cluster",
        "filterPattern": "",
        "destinationArn": STREAM,
        "roleArn": "log-delivery",
    }
    assert recorder.outputs == STREAM
