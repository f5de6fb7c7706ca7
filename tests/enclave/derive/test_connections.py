"""The table of every connection there may be."""

from itertools import pairwise

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.connections import Port, Protocol, connections, flow_hops
from enclave.derive.ends import FarEnd, OwnEnd, Role, end_of, roles
from enclave.problems import Problem
from tests.enclave.derive.declared import (
    declared,
    document,
    flow,
    with_data_centre,
    without_flow,
)
from tests.enclave.derive.strategies import for_any_declaration

DOOR = OwnEnd(site="frankfurt", role=Role.DOOR)
MODELS = OwnEnd(site="frankfurt", role=Role.MODELS)
BALANCER = OwnEnd(site="frankfurt", role=Role.LOAD_BALANCER)


def with_flow(name: str, **parts: object) -> Declaration:
    """The smallest declaration with one flow more."""
    return declared(flows=document()["flows"] | {name: parts})


@for_any_declaration
def test_every_declared_flow_is_a_chain_of_allowed_hops(declaration: Declaration) -> None:
    table = set(connections(declaration))
    for name, declared_flow in declaration.flows.items():
        hops = flow_hops(declaration, name)
        assert hops[0].source == end_of(declaration, declared_flow.source)
        assert hops[-1].target == end_of(declaration, declared_flow.target)
        assert all(a.target == b.source for a, b in pairwise(hops))
        assert set(hops) <= table


@for_any_declaration
def test_nothing_is_allowed_between_sites_or_far_ends(declaration: Declaration) -> None:
    for hop in connections(declaration):
        assert isinstance(hop.source, OwnEnd) or isinstance(hop.target, OwnEnd)
        assert len(hop.sites) == 1


@for_any_declaration
def test_a_far_end_meets_only_the_parts_that_flows_name(declaration: Declaration) -> None:
    declared_ends = {
        (end_of(declaration, f.source), end_of(declaration, f.target), f.port)
        for f in declaration.flows.values()
    }
    far = {end for pair in declared_ends for end in pair[:2] if isinstance(end, FarEnd)}
    seen = {
        end
        for hop in connections(declaration)
        for end in (hop.source, hop.target)
        if isinstance(end, FarEnd)
    }
    assert seen == far


@for_any_declaration
def test_removing_a_flow_removes_exactly_its_hops(declaration: Declaration) -> None:
    name = next(iter(declaration.flows))
    gone = set(connections(declaration)) - set(connections(without_flow(declaration, name)))
    kept_roles = {s: roles(without_flow(declaration, name), s) for s in declaration.sites}
    assert {hop for hop in gone if hop.flow is not None} == set(flow_hops(declaration, name))
    for hop in gone - set(flow_hops(declaration, name)):
        ends = [end for end in (hop.source, hop.target) if isinstance(end, OwnEnd)]
        assert any(end.role not in kept_roles[end.site] for end in ends)


@for_any_declaration
def test_the_table_is_the_same_every_time_and_has_nothing_twice(declaration: Declaration) -> None:
    table = connections(declaration)
    assert table == connections(declaration)
    assert len(set(table)) == len(table)


@for_any_declaration
def test_models_are_reached_only_by_functions(declaration: Declaration) -> None:
    into_models = {
        (hop.source, hop.port)
        for hop in connections(declaration)
        if isinstance(hop.target, OwnEnd) and hop.target.role is Role.MODELS
    }
    assert all(isinstance(end, OwnEnd) and end.role is Role.FUNCTIONS for end, _ in into_models)
    assert {port for _, port in into_models} <= {Port.TRITON_GRPC}


def test_a_connection_is_of_one_direction_protocol_and_port() -> None:
    table = {(h.source, h.target, h.protocol, h.port) for h in connections(declared())}
    assert (BALANCER, DOOR, Protocol.TCP, 8443) in table
    assert (BALANCER, DOOR, Protocol.UDP, 8443) not in table
    assert (BALANCER, DOOR, Protocol.TCP, 22) not in table
    assert (DOOR, MODELS, Protocol.TCP, 8001) not in table
    assert (MODELS, DOOR, Protocol.TCP, 8443) not in table


def test_salesforce_reaches_the_door_through_the_load_balancer() -> None:
    hops = [(str(h.source), str(h.target), h.port) for h in flow_hops(declared(), "ask")]
    assert hops == [
        ("crm", "frankfurt.load-balancer", 443),
        ("frankfurt.load-balancer", "frankfurt.door", 8443),
    ]


def test_our_own_callers_have_their_own_listener() -> None:
    hops = [(str(h.source), str(h.target), h.port) for h in flow_hops(declared(), "shop")]
    assert hops == [
        ("webshop", "frankfurt.load-balancer", 8443),
        ("frankfurt.load-balancer", "frankfurt.door", 8444),
    ]


def test_the_connector_leaves_by_an_endpoint_of_its_own() -> None:
    hops = [(str(h.source), str(h.target), h.port) for h in flow_hops(declared(), "pull")]
    assert hops == [
        ("frankfurt.connector", "frankfurt.salesforce-endpoint", 443),
        ("frankfurt.salesforce-endpoint", "crm", 443),
    ]


def test_without_a_function_there_is_no_way_to_models() -> None:
    models = document()["models"] | {"unused": document()["models"]["assistant"]}
    functions = {"reply": document()["functions"]["reply"] | {"model": "unused"}}
    models["unused"] = models["unused"] | {"sites": ["elsewhere"]}
    table = connections(declared(models=models, functions=functions))
    assert not [hop for hop in table if hop.target == MODELS]


def test_a_flow_to_nowhere_is_named() -> None:
    with pytest.raises(Problem) as caught:
        connections(with_flow("odd", **flow("nowhere", "frankfurt.door")))
    assert str(caught.value) == (
        "flows.odd nowhere is neither a source, a neighbour nor a part of a site. "
        "Fix: name one that is declared."
    )


@pytest.mark.parametrize(
    ("source", "target"), [("frankfurt.audit", "siem"), ("webshop", "frankfurt.door")]
)
def test_a_private_link_to_or_from_a_neighbour_is_refused(source: str, target: str) -> None:
    with pytest.raises(Problem) as caught:
        connections(with_flow("odd", **flow(source, target, over="private_link")))
    assert str(caught.value) == (
        f"flows.odd a private link cannot join {source} to {target}. "
        "Fix: join a cloud site and Salesforce, or carry it over leased_line."
    )


def test_a_private_link_into_a_data_centre_is_refused() -> None:
    odd = {"odd": flow("crm", "venlo.door", over="private_link")}
    with pytest.raises(Problem, match=r"^flows.odd a private link cannot join crm to venlo.door"):
        connections(with_data_centre(flows=odd))
