"""The table of what follows from structure."""

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.ends import PODS, Role, roles
from enclave.derive.structure import (
    CLOUD,
    DATA_CENTRE,
    EVERYWHERE,
    SEVERAL_CONTROL_HOSTS,
    structure,
)
from tests.enclave.derive.declared import with_data_centre
from tests.enclave.derive.strategies import for_any_declaration

CLOUD_STRUCTURE = """
audit -> dns tcp/53
audit -> dns udp/53
audit -> endpoints tcp/443
audit -> key-endpoints tcp/443
connector -> dns tcp/53
connector -> dns udp/53
connector -> endpoints tcp/443
connector -> key-endpoints tcp/443
control-plane -> gpu-nodes tcp/10250
control-plane -> system-nodes tcp/10250
control-plane -> system-nodes tcp/9443
dns -> resolver tcp/53
dns -> resolver udp/53
door -> dns tcp/53
door -> dns udp/53
door -> endpoints tcp/443
door -> functions tcp/8080
door -> key-endpoints tcp/443
functions -> dns tcp/53
functions -> dns udp/53
functions -> endpoints tcp/443
functions -> key-endpoints tcp/443
functions -> models tcp/8001
gpu-nodes -> cluster-endpoints tcp/443
gpu-nodes -> control-plane tcp/443
gpu-nodes -> dns tcp/53
gpu-nodes -> dns udp/53
gpu-nodes -> endpoints tcp/443
gpu-nodes -> node-endpoints tcp/443
gpu-nodes -> resolver tcp/53
gpu-nodes -> resolver udp/53
load-balancer -> door tcp/8081
models -> dns tcp/53
models -> dns udp/53
models -> endpoints tcp/443
runner -> cluster-endpoints tcp/443
runner -> control-plane tcp/443
runner -> endpoints tcp/443
runner -> key-endpoints tcp/443
runner -> resolver tcp/53
runner -> resolver udp/53
runner -> runner-endpoints tcp/443
system-nodes -> balancer-endpoints tcp/443
system-nodes -> cluster-endpoints tcp/443
system-nodes -> control-plane tcp/443
system-nodes -> dns tcp/53
system-nodes -> dns udp/53
system-nodes -> endpoints tcp/443
system-nodes -> node-endpoints tcp/443
system-nodes -> resolver tcp/53
system-nodes -> resolver udp/53
"""
DATA_CENTRE_STRUCTURE = """
audit -> dns tcp/53
audit -> dns udp/53
bastion -> control-plane tcp/22
bastion -> control-plane tcp/6443
bastion -> gpu-nodes tcp/22
bastion -> system-nodes tcp/22
control-plane -> gpu-nodes tcp/10250
control-plane -> system-nodes tcp/10250
door -> dns tcp/53
door -> dns udp/53
door -> functions tcp/8080
functions -> dns tcp/53
functions -> dns udp/53
functions -> models tcp/8001
gpu-nodes -> control-plane tcp/6443
gpu-nodes -> dns tcp/53
gpu-nodes -> dns udp/53
models -> dns tcp/53
models -> dns udp/53
system-nodes -> control-plane tcp/6443
system-nodes -> dns tcp/53
system-nodes -> dns udp/53
"""


def table(declaration: Declaration, site: str) -> str:
    """What follows from the structure of a site, one line a row, sorted."""
    rows = structure(declaration, site)
    lines = sorted(f"{r.source} -> {r.target} {r.protocol}/{r.port}" for r in rows)
    return "\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("site", "expected"), [("frankfurt", CLOUD_STRUCTURE), ("venlo", DATA_CENTRE_STRUCTURE)]
)
def test_the_structure_of_a_site_is_this_and_no_more(site: str, expected: str) -> None:
    assert table(with_data_centre(), site) == expected


def test_several_control_hosts_share_the_cluster_state() -> None:
    more = set(table(with_data_centre(control_hosts=3), "venlo").split("\n"))
    assert more - set(DATA_CENTRE_STRUCTURE.split("\n")) == {
        "control-plane -> control-plane tcp/2379",
        "control-plane -> control-plane tcp/2380",
        "control-plane -> control-plane tcp/6443",
    }


@for_any_declaration
def test_a_row_applies_where_both_parts_stand(declaration: Declaration) -> None:
    for site in declaration.sites:
        present = roles(declaration, site)
        assert all({row.source, row.target} <= present for row in structure(declaration, site))


def test_no_row_stands_there_twice_and_reasons_are_plain() -> None:
    rows = (*EVERYWHERE, *CLOUD, *DATA_CENTRE, *SEVERAL_CONTROL_HOSTS)
    assert len(set(rows)) == len(rows)
    assert all(row.reason.isascii() for row in rows)


def test_pods_are_met_by_the_door_the_functions_and_the_load_balancer_alone() -> None:
    rows = (*EVERYWHERE, *CLOUD, *DATA_CENTRE, *SEVERAL_CONTROL_HOSTS)
    assert {row.source for row in rows if row.target in PODS} == {
        Role.DOOR,
        Role.FUNCTIONS,
        Role.LOAD_BALANCER,
    }
