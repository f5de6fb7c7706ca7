"""ENCLAVE_NETWORK_ROOM: a site's network has room for what stands in it."""

from enclave.declaration.rules import network_room
from enclave.derive import subnets
from tests.enclave.declaration.factories import said_of


def test_refuses_more_zones_than_room() -> None:
    assert said_of(
        ("10.40.0.0/20", "10.40.0.0/21"),
    ) == [
        ("10.40.0.0/21 has room for 1 of the 2 zones listed. Fix: widen the block to /20 or more."),
    ]


def test_refuses_a_block_wider_than_a_vpc() -> None:
    assert said_of(
        ("10.40.0.0/20", "10.64.0.0/11"),
        ("10.60.0", "10.30.0"),
    ) == [
        "10.64.0.0/11 is wider than AWS allows. Fix: choose /16 to /20.",
    ]


def test_refuses_a_data_centre_without_room() -> None:
    assert said_of(
        ("10.60.0.0/24", "10.60.0.0/29"),
        ("10.60.0.11", "10.60.0.3"),
        ("10.60.0.12", "10.60.0.4"),
        ("10.60.0.13", "10.60.0.5"),
    ) == [
        (
            "10.60.0.0/29 has no room for a bastion, hosts and a door. Fix: widen the "
            "block to /28 or more."
        ),
    ]


def test_the_sizes_are_those_that_the_plan_of_subnets_takes() -> None:
    assert (network_room.WIDEST, network_room.NARROWEST) == (subnets.WIDEST, subnets.NARROWEST)
