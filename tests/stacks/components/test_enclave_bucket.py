"""One bucket: private, versioned, encrypted with its own key, locked where records must stay."""

from typing import Any

import pytest

from enclave.derive.buckets import BucketRole, BucketSpec, Expiry, LockMode
from enclave.problems import Problem
from stacks.components.enclave_bucket import EnclaveBucket, EnclaveBucketArgs
from tests.stacks.conftest import Recorder

NAME = "loom-frankfurt-audit-111122223333"


def make_args(**overrides: object) -> EnclaveBucketArgs:
    values: dict[str, Any] = {
        "spec": make_spec(),
        "key_arn": "key-arn",
        "policy": "{}",
        "removable": False,
    } | overrides
    return EnclaveBucketArgs(**values)


def make_spec(**overrides: object) -> BucketSpec:
    values: dict[str, Any] = {
        "role": BucketRole.AUDIT,
        "name": NAME,
        "key": "loom-frankfurt-audit",
        "other_keys": (),
        "lock_mode": LockMode.COMPLIANCE,
        "lock_days": 400,
        "expiries": (Expiry(prefix="", days=400),),
    } | overrides
    return BucketSpec(**values)


def test_bucket_keeps_its_content_and_may_be_locked(recorder: Recorder) -> None:
    recorder.run(lambda: EnclaveBucket("b", make_args()))
    assert recorder.inputs("b-bucket") == {
        "bucket": NAME,
        "objectLockEnabled": True,
        "forceDestroy": False,
        "tags": {"Name": NAME},
    }


def test_removable_bucket_goes_with_its_content(recorder: Recorder) -> None:
    recorder.run(lambda: EnclaveBucket("b", make_args(removable=True)))
    assert recorder.inputs("b-bucket")["forceDestroy"] is True


def test_nothing_public_reaches_it(recorder: Recorder) -> None:
    recorder.run(lambda: EnclaveBucket("b", make_args()))
    assert recorder.inputs("b-public-access-block") == {
        "bucket": "b-bucket-id",
        "blockPublicAcls": True,
        "blockPublicPolicy": True,
        "ignorePublicAcls": True,
        "restrictPublicBuckets": True,
    }


def test_no_acl_opens_it(recorder: Recorder) -> None:
    recorder.run(lambda: EnclaveBucket("b", make_args()))
    assert recorder.inputs("b-ownership") == {
        "bucket": "b-bucket-id",
        "rule": {"objectOwnership": "BucketOwnerEnforced"},
    }


def test_objects_are_encrypted_with_its_own_key(recorder: Recorder) -> None:
    recorder.run(lambda: EnclaveBucket("b", make_args()))
    assert recorder.inputs("b-encryption") == {
        "bucket": "b-bucket-id",
        "rules": [
            {
                "applyServerSideEncryptionByDefault": {
                    "sseAlgorithm": "aws:kms",
                    "kmsMasterKeyId": "key-arn",
                },
                "bucketKeyEnabled": True,
            }
        ],
    }


def test_overwritten_objects_stay_as_versions(recorder: Recorder) -> None:
    recorder.run(lambda: EnclaveBucket("b", make_args()))
    assert recorder.inputs("b-versioning") == {
        "bucket": "b-bucket-id",
        "versioningConfiguration": {"status": "Enabled"},
    }


def test_records_are_locked_for_their_days(recorder: Recorder) -> None:
    recorder.run(lambda: EnclaveBucket("b", make_args()))
    assert recorder.inputs("b-lock") == {
        "bucket": "b-bucket-id",
        "objectLockEnabled": "Enabled",
        "rule": {"defaultRetention": {"mode": "COMPLIANCE", "days": 400}},
    }


def test_bucket_without_lock_declares_none(recorder: Recorder) -> None:
    spec = make_spec(lock_mode=None, lock_days=None)
    recorder.run(lambda: EnclaveBucket("b", make_args(spec=spec)))
    assert recorder.inputs("b-bucket")["objectLockEnabled"] is False
    assert "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration" not in (
        recorder.types()
    )


def test_objects_end_after_their_days_and_old_versions_the_day_after(recorder: Recorder) -> None:
    recorder.run(lambda: EnclaveBucket("b", make_args()))
    assert recorder.inputs("b-lifecycle") == {
        "bucket": "b-bucket-id",
        "rules": [
            {
                "id": "unfinished-uploads",
                "status": "Enabled",
                "filter": {"prefix": ""},
                "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7},
            },
            {
                "id": "expiry",
                "status": "Enabled",
                "filter": {"prefix": ""},
                "expiration": {"days": 400},
                "noncurrentVersionExpiration": {"noncurrentDays": 1},
            },
        ],
    }


def test_each_folder_ends_by_its_own_days(recorder: Recorder) -> None:
    expiries = (Expiry(prefix="functions/reply/", days=2), Expiry(prefix="", days=30))
    recorder.run(lambda: EnclaveBucket("b", make_args(spec=make_spec(expiries=expiries))))
    _, folder, rest = recorder.inputs("b-lifecycle")["rules"]
    assert (folder["id"], rest["id"]) == ("expiry-functions-reply", "expiry")
    assert (folder["filter"], folder["expiration"]) == ({"prefix": "functions/reply/"}, {"days": 2})


def test_without_days_only_unfinished_uploads_end(recorder: Recorder) -> None:
    recorder.run(lambda: EnclaveBucket("b", make_args(spec=make_spec(expiries=()))))
    rules = recorder.inputs("b-lifecycle")["rules"]
    assert [rule["id"] for rule in rules] == ["unfinished-uploads"]


def test_policy_is_the_one_given(recorder: Recorder) -> None:
    recorder.run(lambda: EnclaveBucket("b", make_args()))
    assert recorder.inputs("b-policy") == {"bucket": "b-bucket-id", "policy": "{}"}


def test_tells_its_name_and_arn(recorder: Recorder) -> None:
    def program() -> list[Any]:
        bucket = EnclaveBucket("b", make_args())
        return [bucket.bucket, bucket.arn]

    recorder.run(program)
    assert recorder.outputs == ["b-bucket-id", "arn:aws:s3:eu-central-1:111122223333:b-bucket"]


@pytest.mark.parametrize("half", [{"lock_mode": None}, {"lock_days": None}])
def test_half_a_lock_is_refused(half: dict[str, Any]) -> None:
    with pytest.raises(Problem) as caught:
        make_args(spec=make_spec(**half))
    assert str(caught.value) == (
        f"bucket {NAME} has a lock without days or days without a lock. Fix: give both or neither."
    )
