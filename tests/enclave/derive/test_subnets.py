"""The plan of a site's network."""

from ipaddress import IPv4Network
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enclave.declaration.model import Declaration
from enclave.derive.subnets import SubnetRole, plan_subnets
from enclave.problems import Problem
from tests.enclave.derive.declared import declared, document

NETWORKS = st.builds(
    lambda third, prefix: IPv4Network((f"10.{third}.0.0", prefix)),
    st.integers(0, 255),
    st.integers(16, 20),
)


def placed(network: object, zones: str = "ab") -> Declaration:
    """The smallest declaration, with another network and other zones."""
    sites = document()["sites"]
    sites["frankfurt"]["aws"] |= {"network": str(network), "zones": list(zones)}
    return declared(sites=sites)


@settings(deadline=None)
@given(NETWORKS, st.sampled_from(("ab", "abc", "abcd", "ca")))
def test_subnets_are_disjoint_and_inside_the_site(network: IPv4Network, zones: str) -> None:
    plan = plan_subnets(placed(network, zones), "frankfurt")
    assert [(s.role, s.zone) for s in plan] == [(r, z) for r in SubnetRole for z in zones]
    assert all(s.block.subnet_of(network) for s in plan)
    assert not any(a.block.overlaps(b.block) for a, b in combinations(plan, 2))


@settings(deadline=None)
@given(NETWORKS, st.sampled_from(("ab", "abc", "abcd")))
def test_one_block_covers_every_endpoint_and_nothing_else(network: IPv4Network, zones: str) -> None:
    plan = plan_subnets(placed(network, zones), "frankfurt")
    endpoints = [s.block for s in plan if s.role is SubnetRole.ENDPOINT]
    block = endpoints[0].supernet(new_prefix=24)
    assert all(e.subnet_of(block) for e in endpoints)
    assert {s.role for s in plan if s.block.overlaps(block)} == {SubnetRole.ENDPOINT}


@settings(deadline=None)
@given(NETWORKS)
def test_a_zone_added_at_the_end_moves_nothing(network: IPv4Network) -> None:
    before = plan_subnets(placed(network, "ab"), "frankfurt")
    after = plan_subnets(placed(network, "abcd"), "frankfurt")
    assert set(before) <= set(after)


@settings(deadline=None)
@given(NETWORKS)
def test_three_zones_have_at_least_a_thousand_addresses_each(network: IPv4Network) -> None:
    plan = plan_subnets(placed(network, "abc"), "frankfurt")
    assert min(s.block.num_addresses for s in plan if s.role is SubnetRole.WORKLOAD) >= 1024


def test_too_small_a_network_names_the_key_and_the_fix() -> None:
    with pytest.raises(Problem) as caught:
        plan_subnets(placed("10.40.0.0/22"), "frankfurt")
    assert str(caught.value) == (
        "sites.frankfurt.aws.network 10.40.0.0/22 has too little room for nodes, pods and "
        "endpoints in each zone. Fix: choose a block from /16 to /20."
    )


def test_too_wide_a_network_names_the_key_and_the_fix() -> None:
    with pytest.raises(Problem, match=r"10\.0\.0\.0/12 is wider than AWS allows"):
        plan_subnets(placed("10.0.0.0/12"), "frankfurt")


def test_a_data_centre_has_no_subnets() -> None:
    sites = document()["sites"]
    sites["venlo"] = {
        "use": "canary",
        "audit_retention": "90d",
        "datacenter": {"country": "NL", "network": "10.60.0.0/24", "bastion": "10.60.0.2"},
    }
    with pytest.raises(Problem, match=r"^sites.venlo is a data centre and has nothing in AWS\. "):
        plan_subnets(declared(sites=sites), "venlo")
