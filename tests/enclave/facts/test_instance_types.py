import pytest

from enclave.facts.instance_types import (
    GpuInstance,
    gpu_instance,
    instance_type,
    instance_types,
    offered,
    offers_known,
)


def test_a_gpu_type_has_count_and_memory() -> None:
    assert gpu_instance("eu-central-1", "g6e.12xlarge") == GpuInstance(
        type="g6e.12xlarge", gpu="L40S", count=4, memory_mib=45776, whole=True, mig=False
    )


def test_memory_is_the_smaller_of_what_sources_say() -> None:
    described = instance_type("p5.48xlarge")
    found = gpu_instance("eu-north-1", "p5.48xlarge")
    assert described is not None
    assert found is not None
    assert (described.gpu_memory_mib, found.memory_mib) == (81920, 81559)


def test_a_share_of_a_gpu_is_no_whole_one() -> None:
    found = gpu_instance("eu-central-1", "g6f.2xlarge")
    assert found is not None
    assert (found.whole, found.mig, found.memory_mib) == (False, False, 5722)


@pytest.mark.parametrize(
    ("region", "name"),
    [
        ("eu-south-1", "g6e.12xlarge"),
        ("eu-central-1", "p5.48xlarge"),
        ("eu-central-1", "m7i.large"),
        ("eu-central-1", "g99.huge"),
        ("mars-1", "g6e.12xlarge"),
    ],
    ids=["not offered", "no p5 in Frankfurt", "no GPU", "unknown type", "unknown region"],
)
def test_what_cannot_be_had_is_none(region: str, name: str) -> None:
    assert gpu_instance(region, name) is None


def test_where_offers_are_not_known_a_type_is_not_ruled_out() -> None:
    assert not offers_known("eusc-de-east-1")
    assert offered("eusc-de-east-1") == frozenset()
    assert gpu_instance("eusc-de-east-1", "g6e.12xlarge") is not None


# reference: moto's snapshot; families that have at least one size in the region.
FAMILIES = {
    "eu-central-1": "g4dn g5 g5g g6 g6e g6f g7 g7e gr6 gr6f p4d p4de",
    "eu-central-2": "g6 gr6",
    "eu-south-1": "g4dn",
    "eu-west-1": "g4dn g5 p3dn p4d",
    "eu-west-3": "g4dn g5 g6 gr6 p6-b200",
}


@pytest.mark.parametrize("region", sorted(FAMILIES))
def test_regions_offer_their_gpu_families(region: str) -> None:
    names = [name for name in offered(region) if gpu_instance(region, name)]
    assert " ".join(sorted({name.partition(".")[0] for name in names})) == FAMILIES[region]


@pytest.mark.parametrize("region", sorted(instance_types().offerings.value))
def test_every_offer_is_of_a_known_type_and_system_nodes_can_be_had(region: str) -> None:
    assert offered(region) <= set(instance_types().types.value)
    assert any(name.startswith(("m6i.", "m7i.")) for name in offered(region))
