"""What a derivation returns, as JSON has it."""

from ipaddress import IPv4Network

from enclave.derive.ends import OwnEnd, Role
from enclave.derive.plain import plain


def test_ends_and_networks_are_told_by_name() -> None:
    door = OwnEnd(site="frankfurt", role=Role.DOOR)
    assert plain((door, IPv4Network("10.0.0.0/8"), Role.DOOR, 1, None)) == [
        "frankfurt.door",
        "10.0.0.0/8",
        "door",
        1,
        None,
    ]


def test_mappings_are_told_with_all_they_hold() -> None:
    assert plain({Role.DOOR: (Role.DOOR, IPv4Network("10.0.0.0/8"))}) == {
        "door": ["door", "10.0.0.0/8"]
    }
