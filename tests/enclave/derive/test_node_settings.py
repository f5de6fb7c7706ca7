"""What a node is told when it starts."""

import tomllib
from typing import Any

import pytest

from enclave.declaration.model.sites import GpuNodeGroup
from enclave.derive.node_settings import node_settings
from enclave.problems import Problem


def settings(gpu: GpuNodeGroup | None = None) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(node_settings(gpu))["settings"]
    return found


def gpu(**changes: Any) -> GpuNodeGroup:  # noqa: ANN401  any key of the part
    return GpuNodeGroup(**({"type": "p4d.24xlarge", "count": 1} | changes))


def test_nothing_lets_in_and_nothing_reaches_out() -> None:
    assert settings() == {
        "host-containers": {"admin": {"enabled": False}, "control": {"enabled": False}},
        "metrics": {"send-metrics": False},
        "ntp": {"time-servers": ["169.254.169.123"]},
        "kubernetes": {"seccomp-default": True},
    }


def test_nodes_with_whole_gpus_are_told_the_same() -> None:
    assert settings(gpu()) == settings()


def test_gpus_are_cut_as_declared() -> None:
    assert settings(gpu(mig="3g.20gb"))["kubelet-device-plugins"] == {
        "nvidia": {
            "device-partitioning-strategy": "mig",
            "mig": {"profile": {"a100.40gb": "3g.20gb"}},
        }
    }


def test_a_gpu_that_the_image_cannot_cut_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        node_settings(gpu(type="p6-b200.48xlarge", mig="2g.45gb"))
    assert str(caught.value) == (
        "node type p6-b200.48xlarge the node image cannot cut its GPUs by 2g.45gb. "
        "Fix: delete mig, or use a type that enclave validate accepts."
    )
