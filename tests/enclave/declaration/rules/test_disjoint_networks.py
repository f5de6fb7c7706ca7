"""ENCLAVE_DISJOINT_NETWORKS: no two networks of sites and neighbours overlap."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_neighbour_inside_a_site() -> None:
    assert said_of(
        ("10.20.16.0/24", "10.40.3.0/24"),
    ) == [
        (
            "10.40.3.0/24 of webshop overlaps 10.40.0.0/20 of cloud. Fix: choose another "
            "block for one of them."
        ),
    ]


def test_refuses_two_neighbours_with_one_block() -> None:
    assert said_of(
        ("10.20.8.20/32", "10.20.16.9/32"),
    ) == [
        (
            "10.20.16.0/24 of webshop overlaps 10.20.16.9/32 of siem. Fix: choose another "
            "block for one of them."
        ),
    ]


def test_refuses_a_block_around_two_others() -> None:
    assert said_of(
        ("10.20.8.20/32", "10.32.0.0/11"),
    ) == [
        (
            "10.32.0.0/11 of siem overlaps 10.40.0.0/20 of cloud. Fix: choose another "
            "block for one of them."
        ),
        (
            "10.32.0.0/11 of siem overlaps 10.60.0.0/24 of hall. Fix: choose another block "
            "for one of them."
        ),
    ]
