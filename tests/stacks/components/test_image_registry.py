"""The registry: tags never move, images are scanned and encrypted with our key."""

from typing import Any

import pytest

from enclave.derive.repositories import RepositorySpec
from enclave.problems import Problem
from stacks.components.image_registry import ImageRegistry, ImageRegistryArgs
from tests.stacks.conftest import Recorder


def make_args(**overrides: object) -> ImageRegistryArgs:
    envoy = RepositorySpec(name="loom-frankfurt-envoy", image="envoy", reason="the door")
    values: dict[str, Any] = {
        "repositories": [envoy],
        "key_arn": "key-arn",
        "policy": "{}",
        "removable": False,
    } | overrides
    return ImageRegistryArgs(**values)


def test_tags_never_move_and_images_are_scanned_and_encrypted(recorder: Recorder) -> None:
    recorder.run(lambda: ImageRegistry("reg", make_args()).urls["envoy"])
    assert recorder.inputs("reg-envoy") == {
        "name": "loom-frankfurt-envoy",
        "imageTagMutability": "IMMUTABLE",
        "imageScanningConfiguration": {"scanOnPush": True},
        "encryptionConfigurations": [{"encryptionType": "KMS", "kmsKey": "key-arn"}],
        "forceDelete": False,
        "tags": {"Name": "loom-frankfurt-envoy"},
    }
    assert recorder.outputs == "reg-envoy.example"


def test_removable_repository_goes_with_its_images(recorder: Recorder) -> None:
    recorder.run(lambda: ImageRegistry("reg", make_args(removable=True)))
    assert recorder.inputs("reg-envoy")["forceDelete"] is True


def test_policy_is_the_one_given(recorder: Recorder) -> None:
    recorder.run(lambda: ImageRegistry("reg", make_args()))
    assert recorder.inputs("reg-envoy-policy") == {
        "repository": "loom-frankfurt-envoy",
        "policy": "{}",
    }


def test_no_image_goes_by_itself_since_pods_run_them_by_digest(recorder: Recorder) -> None:
    recorder.run(lambda: ImageRegistry("reg", make_args()))
    assert {d.type for d in recorder.custom()} == {
        "aws:ecr/repository:Repository",
        "aws:ecr/repositoryPolicy:RepositoryPolicy",
    }


def test_registry_without_a_policy_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        make_args(policy="")
    assert str(caught.value) == (
        "registry has no policy. Fix: derive one; without it only IAM decides who pulls."
    )
