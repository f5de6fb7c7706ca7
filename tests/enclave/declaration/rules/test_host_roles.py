"""ENCLAVE_HOST_ROLES: a data centre has the hosts that a cluster needs."""

from tests.enclave.declaration.factories import said_of


def test_refuses_no_host_for_the_control_plane() -> None:
    assert said_of(
        ("role: control", "role: system"),
    ) == [
        "hall has no host with role control. Fix: add one.",
    ]


def test_refuses_no_host_for_the_door() -> None:
    assert said_of(
        ("      hall-2: {role: system, address: 10.60.0.12}\n", ""),
    ) == [
        "hall has no host with role system. Fix: add one.",
    ]


def test_refuses_two_control_hosts() -> None:
    assert said_of(
        ("role: system", "role: control"),
        ("      hall-3", "      hall-4: {role: system, address: 10.60.0.14}\n      hall-3"),
    ) == [
        "hall has 2 control hosts, and one failure stops it. Fix: use 1, 3 or 5.",
    ]
