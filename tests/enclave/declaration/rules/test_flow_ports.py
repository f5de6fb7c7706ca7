"""ENCLAVE_FLOW_PORT: a flow's port is encrypted, free, and means one thing at its door."""

from enclave.declaration.rules import flow_ports
from enclave.derive.connections import Port
from tests.enclave.declaration.factories import said_of


def test_refuses_clear_text() -> None:
    assert said_of(
        (
            "port: 6514, over: leased_line, owner: anna, reason: Audit records}\n  logs-hall",
            "port: 514, over: leased_line, owner: anna, reason: Audit records}\n  logs-hall",
        ),
    ) == [
        ("514 is syslog without TLS, which is not encrypted. Fix: use the port of its TLS form."),
    ]


def test_refuses_a_port_of_the_enclave_itself() -> None:
    assert said_of(
        ("port: 8443", "port: 6443"),
    ) == [
        "6443 is the port of the Kubernetes API. Fix: choose another, as 443 or 8443.",
    ]


def test_refuses_salesforce_on_another_port() -> None:
    assert said_of(
        ("to: crm, port: 443", "to: crm, port: 8443"),
    ) == [
        "Salesforce answers on 443, not 8443. Fix: port: 443.",
    ]


def test_refuses_two_proofs_on_one_port() -> None:
    assert said_of(
        (
            "  baskets:",
            (
                "  more: {from: webshop, to: cloud.door, port: 443, over: leased_line, owner: "
                "ben, reason: Ranking}\n"
                "  baskets:"
            ),
        ),
        ("sites: [hall]", "sites: [hall, cloud]"),
    ) == [
        (
            "cloud.door already serves ask on port 443, by other proof. Fix: choose "
            "another port: private_link has its own listener."
        ),
    ]


def test_the_enclaves_own_ports_are_those_of_the_table_of_connections() -> None:
    """443 is taken by endpoints, not by nodes; 53 and 8080 are refused as clear text already."""
    free = {Port.HTTPS, Port.DOOR_PRIVATE_LINK, Port.DOOR_INTERNAL, Port.LOAD_BALANCER_WEBHOOK}
    assert {int(port) for port in set(Port) - free} == {
        port for port in Port if port in flow_ports.OWN or port in flow_ports.CLEAR_TEXT
    }
