"""What carries the cluster's logs into the locked bucket."""

from enclave.derive.workloads import RoleKey
from tests.enclave.derive.permitted import actions, permitted

TRAIL = "arn:aws:s3:::loom-frankfurt-trail-111122223333"


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
