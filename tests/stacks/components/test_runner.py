"""The runner: nothing reaches it, its metadata is held, its volume is encrypted."""

from typing import Any

import pytest

from enclave.derive.runner import runner
from enclave.problems import Problem
from stacks.components.runner import Runner, RunnerArgs
from tests.enclave.derive.declared import declared
from tests.stacks.conftest import Recorder


def make_args(**overrides: object) -> RunnerArgs:
    values: dict[str, Any] = {
        "spec": runner(declared(), "frankfurt"),
        "image": "ami-0a1b2c3d4e5f67890",
        "profile": "loom-frankfurt-runner",
        "subnet_id": "subnet-a",
        "security_group_id": "group",
        "key_arn": "key",
        "lasting": True,
    } | overrides
    return RunnerArgs(**values)


def test_runner_has_no_address_no_key_pair_and_nothing_else_to_start_with(
    recorder: Recorder,
) -> None:
    recorder.run(lambda: Runner("runner", make_args()).instance_id)
    assert recorder.inputs("runner-instance") == {
        "ami": "ami-0a1b2c3d4e5f67890",
        "instanceType": "m7i.large",
        "iamInstanceProfile": "loom-frankfurt-runner",
        "subnetId": "subnet-a",
        "vpcSecurityGroupIds": ["group"],
        "associatePublicIpAddress": False,
        "disableApiTermination": True,
        "ebsOptimized": True,
        "monitoring": True,
        "metadataOptions": {
            "httpEndpoint": "enabled",
            "httpTokens": "required",
            "httpPutResponseHopLimit": 1,
            "instanceMetadataTags": "disabled",
        },
        "rootBlockDevice": {
            "encrypted": True,
            "kmsKeyId": "key",
            "volumeType": "gp3",
            "volumeSize": 20,
            "deleteOnTermination": True,
        },
        "tags": {"Name": "loom-frankfurt-runner"},
    }
    assert recorder.outputs == "runner-instance-id"


def test_a_rehearsal_can_terminate_it(recorder: Recorder) -> None:
    recorder.run(lambda: Runner("runner", make_args(lasting=False)))
    assert recorder.inputs("runner-instance")["disableApiTermination"] is False


def test_a_runner_without_a_role_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        make_args(profile=None)
    assert str(caught.value) == (
        "runner loom-frankfurt-runner has no role, so no session could be held on it. "
        "Fix: give the instance profile of its role."
    )
