"""ENCLAVE_NODE_CAPACITY: reserved capacity is where its nodes are, of a kind sold for the type."""

from tests.enclave.declaration.factories import said_of

GPU = "gpu: {type: g6e.12xlarge, count: 1}"


def with_capacity(type_: str, capacity: str) -> list[str]:
    return said_of((GPU, f"gpu: {{type: {type_}, count: 1, capacity: {capacity}}}"))


def test_capacity_in_a_zone_of_the_site_is_fine() -> None:
    reserved = "{kind: reserved, reservation: cr-0a1b2c3d4e5f67890, zone: b}"
    assert with_capacity("g6e.12xlarge", reserved) == []


def test_a_block_of_a_type_that_is_sold_so_is_fine() -> None:
    block = "{kind: block, reservation: cr-0a1b2c3d4e5f67890, zone: b}"
    assert with_capacity("p4d.24xlarge", block) == []


def test_refuses_capacity_outside_the_site_and_blocks_that_nobody_sells() -> None:
    block = "{kind: block, reservation: cr-0a1b2c3d4e5f67890, zone: c}"
    assert with_capacity("g6e.12xlarge", block) == [
        (
            "g6e.12xlarge is not sold in capacity blocks. "
            "Fix: kind: reserved, or a type of p4d, p4de, p5, p5e, p5en, p6-b200."
        ),
        "cloud has no zone c, so no node can start there. Fix: use one of a, b.",
    ]


def test_refuses_what_is_no_reservation() -> None:
    (said,) = with_capacity("g6e.12xlarge", "{kind: reserved, reservation: mine, zone: a}")
    assert said.startswith("mine is not the id of a capacity reservation")
