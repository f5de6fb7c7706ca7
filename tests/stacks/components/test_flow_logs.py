"""Every packet flow is recorded, with the fields that tell a leak from noise."""

from typing import Any

from stacks.components.flow_logs import FlowLogs, FlowLogsArgs
from tests.stacks.conftest import Recorder


def make_args(**overrides: object) -> FlowLogsArgs:
    values: dict[str, Any] = {
        "prefix": "loom-frankfurt",
        "vpc_id": "vpc",
        "bucket_arn": "bucket-arn",
        "hive_partitions": True,
    } | overrides
    return FlowLogsArgs(**values)


def test_accepted_and_rejected_traffic_is_kept_each_minute(recorder: Recorder) -> None:
    recorder.run(lambda: FlowLogs("flow", make_args()).flow_log_id)
    inputs = dict(recorder.inputs("flow-log"))
    inputs.pop("logFormat")
    assert inputs == {
        "vpcId": "vpc",
        "trafficType": "ALL",
        "logDestinationType": "s3",
        "logDestination": "bucket-arn",
        "maxAggregationInterval": 60,
        "destinationOptions": {
            "fileFormat": "parquet",
            "hiveCompatiblePartitions": True,
            "perHourPartition": True,
        },
        "tags": {"Name": "loom-frankfurt"},
    }
    assert recorder.outputs == "flow-log-id"


def test_record_says_which_way_by_which_path_and_why_refused(recorder: Recorder) -> None:
    recorder.run(lambda: FlowLogs("flow", make_args()))
    fields = recorder.inputs("flow-log")["logFormat"].split(" ")
    told = {"flow-direction", "traffic-path", "pkt-dstaddr", "pkt-dst-aws-service", "reject-reason"}
    assert {f"${{{name}}}" for name in told} <= set(fields)
    assert len(fields) == len(set(fields))
