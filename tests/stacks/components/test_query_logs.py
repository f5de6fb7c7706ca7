"""Every name that the network asks for is written down."""

from typing import Any

from stacks.components.query_logs import QueryLogs, QueryLogsArgs
from tests.stacks.conftest import Recorder


def make_args(**overrides: object) -> QueryLogsArgs:
    values: dict[str, Any] = {
        "prefix": "loom-frankfurt",
        "vpc_id": "vpc",
        "bucket_arn": "bucket-arn",
    } | overrides
    return QueryLogsArgs(**values)


def test_names_are_written_into_the_bucket(recorder: Recorder) -> None:
    recorder.run(lambda: QueryLogs("names", make_args()))
    assert recorder.inputs("names-config") == {
        "name": "loom-frankfurt-dns",
        "destinationArn": "bucket-arn",
        "tags": {"Name": "loom-frankfurt-dns"},
    }


def test_the_network_is_the_one_that_is_listened_to(recorder: Recorder) -> None:
    recorder.run(lambda: QueryLogs("names", make_args()).config_id)
    assert recorder.inputs("names-association") == {
        "resolverQueryLogConfigId": "names-config-id",
        "resourceId": "vpc",
    }
    assert recorder.outputs == "names-config-id"
