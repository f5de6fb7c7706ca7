"""Ends of connections."""

from ipaddress import IPv4Network

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.ends import (
    NODES,
    PODS,
    End,
    FarEnd,
    OwnEnd,
    Role,
    end_of,
    roles,
    site_network,
)
from enclave.derive.placement import functions_at
from enclave.problems import Problem
from tests.enclave.derive.declared import (
    declared,
    document,
    flow,
    with_data_centre,
    without_flow,
)
from tests.enclave.derive.strategies import for_any_declaration

EVERYWHERE = {Role.AUDIT, Role.DNS, Role.SYSTEM_NODES, Role.CONTROL_PLANE}
CLOUD = {
    Role.ENDPOINTS,
    Role.CLUSTER_ENDPOINTS,
    Role.NODE_ENDPOINTS,
    Role.KEY_ENDPOINTS,
    Role.RUNNER_ENDPOINTS,
    Role.RUNNER,
    Role.RESOLVER,
}
BALANCED = {Role.LOAD_BALANCER, Role.BALANCER_ENDPOINTS}
ANSWERING = {Role.DOOR, Role.FUNCTIONS, Role.MODELS}


def with_system() -> Declaration:
    """The smallest declaration, and a system of our own at the webshop's address."""
    shop = {"system": {"at": "webshop"}, "fields": {"Basket": {"Code": "catalogue"}}}
    return declared(sources=document()["sources"] | {"shop": shop})


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("frankfurt.door", OwnEnd(site="frankfurt", role=Role.DOOR)),
        ("crm", FarEnd(name="crm")),
        ("siem", FarEnd(name="siem", network=IPv4Network("10.20.8.20/32"))),
        ("shop", FarEnd(name="webshop", network=IPv4Network("10.20.16.0/24"))),
    ],
    ids=["part of a site", "Salesforce", "neighbour", "system at a neighbour"],
)
def test_a_flow_names_an_end(text: str, end: End) -> None:
    assert end_of(with_system(), text) == end


@for_any_declaration
def test_an_end_of_our_own_reads_as_flows_write_it(declaration: Declaration) -> None:
    for name in declaration.flows:
        for text in (declaration.flows[name].source, declaration.flows[name].target):
            end = end_of(declaration, text)
            assert str(end) == (text if isinstance(end, OwnEnd) else end.name)


@pytest.mark.parametrize("text", ["nowhere", "nowhere.door", "siem.door", "crm.audit"])
def test_what_is_not_declared_is_no_end(text: str) -> None:
    with pytest.raises(Problem) as caught:
        end_of(declared(), text, where="flows.odd")
    assert str(caught.value) == (
        f"flows.odd {text} is neither a source, a neighbour nor a part of a site. "
        "Fix: name one that is declared."
    )


def test_a_site_has_one_block_wherever_it_stands() -> None:
    sites = with_data_centre().sites
    assert site_network(sites["frankfurt"]) == IPv4Network("10.40.0.0/20")
    assert site_network(sites["venlo"]) == IPv4Network("10.60.0.0/24")


def test_a_site_that_stands_nowhere_is_refused() -> None:
    nowhere = declared().sites["frankfurt"].model_copy(update={"aws": None})
    with pytest.raises(Problem) as caught:
        site_network(nowhere)
    assert str(caught.value) == "sites a site has neither aws nor datacenter. Fix: add one."


@for_any_declaration
def test_a_site_has_its_parts_and_no_other(declaration: Declaration) -> None:
    for name, site in declaration.sites.items():
        of_its_kind = CLOUD if site.aws is not None else {Role.BASTION}
        serves = ANSWERING if functions_at(declaration, name) else set()
        named = {
            end.role
            for flow in declaration.flows.values()
            for end in (end_of(declaration, flow.source), end_of(declaration, flow.target))
            if isinstance(end, OwnEnd) and end.site == name
        }
        optional = {Role.GPU_NODES, *BALANCED}
        found = roles(declaration, name)
        assert found - optional == EVERYWHERE | of_its_kind | serves | named


@for_any_declaration
def test_parts_of_the_cloud_and_of_a_data_centre_never_mix(declaration: Declaration) -> None:
    for name, site in declaration.sites.items():
        other = {Role.BASTION} if site.aws is not None else {*CLOUD, *BALANCED}
        assert not roles(declaration, name) & other


def test_without_a_function_nothing_answers_at_a_site() -> None:
    models = document()["models"]
    models["assistant"]["sites"] = ["elsewhere"]
    flows = {"logs": flow("frankfurt.audit", "siem")}
    silent = roles(declared(models=models, flows=flows), "frankfurt")
    assert roles(declared(flows=flows), "frankfurt") - silent == ANSWERING


def test_a_load_balancer_stands_before_a_door_that_a_flow_asks() -> None:
    silent = without_flow(without_flow(declared(), "ask"), "shop")
    assert roles(declared(), "frankfurt") - roles(silent, "frankfurt") == BALANCED


def test_a_data_centre_has_no_load_balancer_though_flows_ask_its_door() -> None:
    assert with_data_centre().flows["plan"].target == "venlo.door"
    assert Role.LOAD_BALANCER not in roles(with_data_centre(), "venlo")


def test_the_connector_goes_with_the_flow_that_it_pulls_by() -> None:
    without = roles(without_flow(declared(), "pull"), "frankfurt")
    assert roles(declared(), "frankfurt") - without == {Role.CONNECTOR}


def test_gpu_nodes_stand_where_the_cloud_has_a_gpu_group() -> None:
    sites = document()["sites"]
    del sites["frankfurt"]["nodes"]["gpu"]
    without = roles(declared(sites=sites), "frankfurt")
    assert roles(declared(), "frankfurt") - without == {Role.GPU_NODES}


def test_gpu_nodes_stand_where_a_data_centre_has_a_gpu_host() -> None:
    whole = with_data_centre()
    hosts = {name: host for name, host in whole.sites["venlo"].hosts.items() if host.role != "gpu"}
    bare = whole.sites["venlo"].model_copy(update={"hosts": hosts})
    without = roles(whole.model_copy(update={"sites": whole.sites | {"venlo": bare}}), "venlo")
    assert roles(whole, "venlo") - without == {Role.GPU_NODES}


def test_a_site_whose_name_begins_another_s_has_none_of_its_parts() -> None:
    sites = document()["sites"]
    sites["frank"] = sites["frankfurt"] | {"nodes": {"system": {"type": "m7i.large", "count": 3}}}
    flows = {"pull": flow("frankfurt.connector", "crm", over="private_link")}
    assert Role.CONNECTOR not in roles(declared(sites=sites, flows=flows), "frank")


def test_no_part_is_both_node_and_pod() -> None:
    assert not set(NODES) & set(PODS)
