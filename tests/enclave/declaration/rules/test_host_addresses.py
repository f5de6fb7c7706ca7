"""ENCLAVE_HOST_ADDRESS: hosts and bastion have addresses of their own inside their network."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_host_outside_its_network() -> None:
    assert said_of(
        ("address: 10.60.0.12", "address: 10.61.0.12"),
    ) == [
        "10.61.0.12 is outside 10.60.0.0/24. Fix: choose one in 10.60.0.0/24.",
    ]


def test_refuses_two_hosts_with_one_address() -> None:
    assert said_of(
        ("address: 10.60.0.12", "address: 10.60.0.11"),
    ) == [
        "10.60.0.11 belongs to hall-1 already. Fix: choose another.",
    ]


def test_refuses_a_host_with_the_address_of_the_bastion() -> None:
    assert said_of(
        ("address: 10.60.0.12", "address: 10.60.0.2"),
    ) == [
        "10.60.0.2 belongs to the bastion already. Fix: choose another.",
    ]


def test_refuses_a_host_with_the_broadcast_address() -> None:
    assert said_of(
        ("address: 10.60.0.12", "address: 10.60.0.255"),
    ) == [
        ("10.60.0.255 is the network or broadcast address of 10.60.0.0/24. Fix: choose another."),
    ]
