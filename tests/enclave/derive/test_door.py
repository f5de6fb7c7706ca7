"""The ways in to the door: as many as the flows need, apart from each other."""

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.connections import connections
from enclave.derive.door import ListenerProtocol, Way, door_ways, has_way
from enclave.derive.ends import OwnEnd, Role
from enclave.problems import Problem
from tests.enclave.derive.declared import (
    cloud_sites,
    declared,
    document,
    flow,
    with_data_centre,
    without_flow,
)
from tests.enclave.derive.strategies import for_any_declaration

SITE = "frankfurt"


def ways(declaration: Declaration) -> list[Way]:
    return [each.way for each in door_ways(declaration, SITE)]


def test_salesforce_and_callers_of_our_own_come_by_different_load_balancers() -> None:
    link, internal = door_ways(declared(), SITE)
    assert (link.way, link.name, link.ports, link.target_port) == (
        Way.PRIVATE_LINK,
        "loom-frankfurt-door-link",
        (443,),
        8443,
    )
    assert (internal.way, internal.name, internal.ports, internal.target_port) == (
        Way.INTERNAL,
        "loom-frankfurt-door-internal",
        (8443,),
        8444,
    )
    assert {link.health_port, internal.health_port} == {8081}


def test_tls_of_salesforce_ends_under_a_fips_policy_and_the_endpoint_is_told() -> None:
    link, _ = door_ways(declared(), SITE)
    assert link.protocol is ListenerProtocol.TLS
    assert link.security_policy is not None
    assert "-TLS13-1-2-" in link.security_policy
    assert "-FIPS-" in link.security_policy
    assert link.proxy_protocol


def test_mtls_of_our_own_callers_is_passed_on_untouched() -> None:
    _, internal = door_ways(declared(), SITE)
    assert internal.protocol is ListenerProtocol.TCP
    assert internal.security_policy is None
    assert not internal.proxy_protocol


def test_each_declared_port_has_a_listener_once() -> None:
    flows = document()["flows"] | {
        "depot": flow("siem", "frankfurt.door", port=9443),
        "depot-too": flow("siem", "frankfurt.door", port=8443),
    }
    _, internal = door_ways(declared(flows=flows), SITE)
    assert internal.ports == (8443, 9443)


def test_a_way_is_there_only_for_a_flow() -> None:
    assert ways(without_flow(declared(), "ask")) == [Way.INTERNAL]
    assert ways(without_flow(declared(), "shop")) == [Way.PRIVATE_LINK]
    assert ways(without_flow(without_flow(declared(), "ask"), "shop")) == []


def test_without_private_connect_salesforce_has_no_way() -> None:
    sites = document()["sites"]
    sites[SITE]["salesforce_path"] = "none"
    assert ways(declared(sites=sites)) == [Way.INTERNAL]
    assert not has_way(declared(sites=sites), SITE, Way.PRIVATE_LINK)
    assert has_way(declared(), SITE, Way.PRIVATE_LINK)


def test_a_data_centre_has_no_load_balancer() -> None:
    with pytest.raises(Problem, match="is a data centre"):
        door_ways(with_data_centre(), "venlo")


@for_any_declaration
def test_every_listener_leads_where_a_declared_hop_leads(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        balancer = OwnEnd(site=site, role=Role.LOAD_BALANCER)
        inward = {c.port for c in connections(declaration) if c.target == balancer}
        onward = {c.port for c in connections(declaration) if c.source == balancer}
        for way in door_ways(declaration, site):
            assert set(way.ports) <= inward
            assert {way.target_port, way.health_port} <= onward
