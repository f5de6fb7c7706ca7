"""ENCLAVE_NODE_IMAGE: the FIPS image of each node group can do what is asked of it."""

import pytest

from enclave.declaration.rules import node_images
from tests.enclave.declaration.factories import changed, loaded

GPU = "gpu: {type: g6e.12xlarge, count: 1}"


def image_findings(*changes: tuple[str, str]) -> list[str]:
    """What is said of images alone: the fixture's models fit few of these GPUs."""
    failures = loaded(changed(*changes)).report.failures
    return [f"{f.message}. Fix: {f.fix}" for f in failures if f.rule == node_images.RULE.id]


def test_nodes_of_one_architecture_are_fine() -> None:
    arm = (("m7i.2xlarge", "m7g.2xlarge"), ("g6e.12xlarge", "g5g.16xlarge"))
    assert image_findings(*arm) == []


def test_refuses_nodes_of_two_architectures() -> None:
    assert image_findings(("m7i.2xlarge", "m7g.2xlarge")) == [
        (
            "GPU nodes are x86_64 and system nodes arm64, but an image has one digest. "
            "Fix: use types of one architecture"
        )
    ]


def test_an_a100_can_be_cut() -> None:
    assert image_findings((GPU, "gpu: {type: p4d.24xlarge, count: 1, mig: 4g.20gb}")) == []


def test_refuses_a_cut_that_the_image_cannot_make() -> None:
    assert image_findings((GPU, "gpu: {type: p6-b200.48xlarge, count: 1, mig: 2g.45gb}")) == [
        (
            "B200 cannot be cut by the node image. "
            "Fix: delete mig, or use A100-40GB, A100-80GB, H100, H200"
        )
    ]


def test_refuses_an_architecture_without_an_image(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node_images, "fips_image", lambda _, *, gpu: None if gpu else "image")
    assert image_findings() == [
        "there is no FIPS image for x86_64. Fix: use a type of one of x86_64, arm64"
    ]
