"""What EKS offers."""

from datetime import date
from typing import Any

import botocore.session
import pytest

from enclave.facts.eks import (
    customer_routed_known,
    default_version,
    eks,
    fips_image,
    in_blocks,
    mig_name,
    steps_to,
    support_ends,
    supported_versions,
)
from enclave.facts.gpus import mig
from enclave.facts.instance_types import instance_types
from enclave.facts.partitions import partitions


def test_versions_leave_support_one_after_the_other() -> None:
    assert support_ends("1.34") == date(2026, 12, 2)
    assert supported_versions(date(2026, 11, 24)) == ("1.34", "1.35", "1.36")
    assert supported_versions(date(2026, 12, 2)) == ("1.35", "1.36")
    assert support_ends("1.33") == date(2026, 7, 29)
    assert support_ends("1.20") is None


def test_a_cluster_goes_from_version_to_version_and_skips_none() -> None:
    assert steps_to("1.33", "1.36") == ("1.34", "1.35", "1.36")
    assert steps_to("1.35", "1.36") == ("1.36",)
    assert steps_to("1.20", "1.36") == ("1.36",)
    versions = [tuple(map(int, name.split("."))) for name in eks().versions.value]
    assert versions == [(1, minor) for minor in range(versions[0][1], versions[-1][1] + 1)]


def test_the_default_is_the_version_that_is_supported_longest() -> None:
    assert default_version() == max(eks().versions.value, key=lambda v: eks().versions.value[v])


@pytest.mark.parametrize(
    ("architecture", "gpu", "image"),
    [
        ("x86_64", False, "BOTTLEROCKET_x86_64_FIPS"),
        ("x86_64", True, "BOTTLEROCKET_x86_64_NVIDIA_FIPS"),
        ("arm64", False, "BOTTLEROCKET_ARM_64_FIPS"),
        ("arm64", True, "BOTTLEROCKET_ARM_64_NVIDIA_FIPS"),
        ("riscv64", True, None),
    ],
)
def test_each_architecture_has_its_images(architecture: str, gpu: bool, image: str | None) -> None:  # noqa: FBT001
    assert fips_image(architecture, gpu=gpu) == image


def test_every_image_is_one_that_the_api_takes() -> None:
    model: Any = botocore.session.Session().get_service_model("eks")
    taken = model.operation_model("CreateNodegroup").input_shape.members["amiType"].enum
    known = eks().fips_images.value.values()
    assert {name for images in known for name in (images.plain, images.nvidia)} <= set(taken)


def test_every_known_instance_type_has_an_image() -> None:
    types = instance_types().types.value.values()
    assert all(fips_image(known.architecture, gpu=known.gpu is not None) for known in types)


def test_only_gpus_that_can_be_cut_have_a_name_for_it() -> None:
    assert mig_name("H100") == "h100.80gb"
    assert mig_name("L40S") is None
    assert all(mig(name) for name in eks().mig_names.value)


def test_routing_of_the_control_plane_is_known_by_partition() -> None:
    assert customer_routed_known("aws")
    assert not customer_routed_known("aws-eusc")
    known = {partition.name for partition in partitions().partitions.value}
    assert set(eks().customer_routed.value) <= known


def test_capacity_blocks_are_sold_by_family() -> None:
    assert in_blocks("p5.48xlarge")
    assert not in_blocks("g6e.12xlarge")
    families = {name.partition(".")[0] for name in instance_types().types.value}
    assert set(eks().block_families.value) <= families
