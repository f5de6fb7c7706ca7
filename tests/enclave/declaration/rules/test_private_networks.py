"""ENCLAVE_PRIVATE_NETWORK: networks are private and used by nothing else."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_public_block() -> None:
    assert said_of(
        ("10.20.16.0/24", "203.0.113.0/24"),
    ) == [
        (
            "203.0.113.0/24 is not private. Fix: choose a block inside 10.0.0.0/8, "
            "172.16.0.0/12 or 192.168.0.0/16."
        ),
    ]


def test_refuses_the_block_of_docker() -> None:
    assert said_of(
        ("10.20.16.0/24", "172.17.4.0/24"),
    ) == [
        ("172.17.4.0/24 overlaps 172.17.0.0/16, Docker's own network. Fix: choose another block."),
    ]


def test_refuses_a_block_that_holds_service_addresses() -> None:
    assert said_of(
        ("10.60.0.0/24", "10.100.0.0/24"),
        ("10.60.0.", "10.100.0."),
    ) == [
        (
            "10.100.0.0/24 overlaps 10.96.0.0/12, where Kubernetes puts its services. Fix: "
            "choose another block."
        ),
    ]
