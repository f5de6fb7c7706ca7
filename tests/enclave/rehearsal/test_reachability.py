from dataclasses import replace
from ipaddress import IPv4Network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enclave.derive.security_groups import Direction, Group
from enclave.rehearsal.reachability import OUTSIDE, Reachability, reachability
from enclave.rehearsal.read_back import Opening
from tests.enclave.rehearsal.factories import SITE, as_derived, example, name, opening

OURS = IPv4Network("10.40.0.0/20")


def look(*openings: Opening) -> Reachability:
    return reachability(example(), SITE, replace(as_derived(), openings=openings))


def test_the_derived_rules_open_all_that_is_declared_and_nothing_else() -> None:
    found = look(*as_derived().openings)
    assert found.declared
    assert found.undeclared
    assert (found.closed, found.leaks) == (frozenset(), frozenset())


@settings(deadline=None)  # a busy machine is no finding
@given(st.data())
def test_any_rule_that_is_missing_closes_a_declared_path(data: st.DataObject) -> None:
    missing = data.draw(st.sampled_from(as_derived().openings))
    assert look(*(rule for rule in as_derived().openings if rule != missing)).closed


def test_without_any_rule_everything_declared_is_closed() -> None:
    found = look()
    assert found.closed == found.declared


@pytest.mark.parametrize("peer", [OUTSIDE, IPv4Network("0.0.0.0/0")])
def test_a_rule_to_the_internet_is_a_leak(peer: IPv4Network) -> None:
    found = look(*as_derived().openings, opening(peer=peer))
    assert f"{name(Group.SYSTEM)} -> {OUTSIDE} tcp/443" in map(str, found.leaks)


def test_a_block_that_covers_the_site_opens_its_groups_too() -> None:
    both = (
        opening(group=Group.GPU, peer=OURS),
        opening(direction=Direction.INGRESS, peer=OURS),
    )
    found = look(*as_derived().openings, *both)
    assert f"{name(Group.GPU)} -> {name(Group.SYSTEM)} tcp/443" in map(str, found.leaks)


def test_one_side_alone_opens_nothing_between_two_groups() -> None:
    found = look(*as_derived().openings, opening(group=Group.GPU, peer=Group.RUNNER))
    assert found.leaks == frozenset()


def test_a_wider_range_of_ports_is_a_leak() -> None:
    widened = [replace(rule, ports=(0, 65535)) for rule in as_derived().openings]
    assert look(*widened).leaks


def test_every_protocol_covers_each() -> None:
    any_protocol = [replace(rule, protocol="-1") for rule in as_derived().openings]
    assert look(*any_protocol).closed == frozenset()


def test_what_no_group_filters_is_counted_and_not_claimed() -> None:
    assert look(*as_derived().openings).unfiltered > 0
