"""What carries logs to where they are kept, and alarms on."""

from enclave.derive.workloads import RoleKey
from tests.enclave.derive.permitted import actions, permitted

TRAIL = "arn:aws:s3:::loom-frankfurt-trail-111122223333"


def test_the_trail_writes_its_own_streams_of_the_one_log_group() -> None:
    (streams,) = permitted(RoleKey.TRAIL)["WritesEvents"]["Resource"]
    assert streams == (
        "arn:aws:logs:eu-central-1:111122223333:log-group:/enclave/loom-frankfurt-trail"
        ":log-stream:111122223333_CloudTrail_*"
    )
    assert set(actions(RoleKey.TRAIL)) == {"logs:CreateLogStream", "logs:PutLogEvents"}


def test_the_event_bus_speaks_on_the_one_topic_with_its_key() -> None:
    found = permitted(RoleKey.ALARMS)
    assert found["Speaks"]["Action"] == ["sns:Publish"]
    assert found["Speaks"]["Resource"] == [
        "arn:aws:sns:eu-central-1:111122223333:loom-frankfurt-alarms"
    ]
    condition = found["EncryptsAlarms"]["Condition"]
    assert condition["ForAnyValue:StringLike"] == {
        "kms:ResourceAliases": ["alias/loom-frankfurt-alarms"]
    }
    assert condition["StringEquals"]["kms:ViaService"] == "sns.eu-central-1.amazonaws.com"


def test_logs_are_handed_to_the_one_stream() -> None:
    assert permitted(RoleKey.LOG_DELIVERY)["HandsOver"]["Resource"] == [
        "arn:aws:firehose:eu-central-1:111122223333:deliverystream/loom-frankfurt-cluster-logs"
    ]


def test_the_stream_writes_into_its_folder_only() -> None:
    found = permitted(RoleKey.FIREHOSE)
    assert found["WritesLogs"]["Resource"] == [f"{TRAIL}/cluster-logs/*"]
    assert found["FindsTheBucket"]["Resource"] == [TRAIL]
    assert not [a for a in actions(RoleKey.FIREHOSE) if "Delete" in a]


def test_the_stream_uses_the_key_of_the_bucket() -> None:
    condition = permitted(RoleKey.FIREHOSE)["EncryptsLogs"]["Condition"]
    assert condition["ForAnyValue:StringLike"] == {
        "kms:ResourceAliases": ["alias/loom-frankfurt-trail"]
    }
