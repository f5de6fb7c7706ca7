"""One key: of one region, rotated, and slow to go."""

from typing import Any

import pytest

from enclave.problems import Problem
from stacks.components.encryption_key import EncryptionKey, EncryptionKeyArgs
from tests.stacks.conftest import Recorder


def make_args(**overrides: object) -> EncryptionKeyArgs:
    values: dict[str, Any] = {
        "alias": "loom-frankfurt-audit",
        "description": "Loom, frankfurt: audit",
        "policy": "{}",
        "rotation_days": 365,
    } | overrides
    return EncryptionKeyArgs(**values)


def test_key_is_of_one_region_rotated_and_slow_to_go(recorder: Recorder) -> None:
    recorder.run(lambda: EncryptionKey("key", make_args()))
    assert recorder.inputs("key-key") == {
        "description": "Loom, frankfurt: audit",
        "policy": "{}",
        "keyUsage": "ENCRYPT_DECRYPT",
        "customerMasterKeySpec": "SYMMETRIC_DEFAULT",
        "isEnabled": True,
        "multiRegion": False,
        "enableKeyRotation": True,
        "rotationPeriodInDays": 365,
        "deletionWindowInDays": 30,
        "bypassPolicyLockoutSafetyCheck": False,
        "tags": {"Name": "loom-frankfurt-audit"},
    }


def test_alias_leads_to_the_key(recorder: Recorder) -> None:
    recorder.run(lambda: EncryptionKey("key", make_args()))
    assert recorder.inputs("key-alias") == {
        "name": "alias/loom-frankfurt-audit",
        "targetKeyId": "key-key-key-id",
    }


def test_tells_the_arn_of_the_key(recorder: Recorder) -> None:
    recorder.run(lambda: EncryptionKey("key", make_args()).arn)
    assert recorder.outputs == "arn:aws:kms:eu-central-1:111122223333:key-key"


@pytest.mark.parametrize("days", [89, 2561])
def test_rotation_that_kms_refuses_is_refused_first(days: int) -> None:
    with pytest.raises(Problem) as caught:
        make_args(rotation_days=days)
    assert str(caught.value) == (
        f"key loom-frankfurt-audit cannot be rotated every {days} days. "
        "Fix: choose from 90 to 2560 days."
    )
