"""ENCLAVE_FLOW_SHAPE: a flow joins ends that can be joined, over what can carry it."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_flow_past_the_enclave() -> None:
    lines = said_of(
        ("from: crm, to: cloud.door", "from: crm, to: siem"),
    )
    assert (
        "crm to siem is no flow of an enclave. Fix: join Salesforce or a neighbour to "
        "a door, a connector to Salesforce, or audit to a neighbour."
    ) in lines


def test_refuses_a_source_where_its_neighbour_is_meant() -> None:
    lines = said_of(
        ("from: webshop, to", "from: shop, to"),
    )
    assert "shop is a source; a flow begins or ends where it stands. Fix: webshop?" in lines


def test_refuses_salesforce_over_a_leased_line() -> None:
    assert said_of(
        (
            "port: 443, over: private_link, owner: ben, reason: Replies",
            "port: 443, over: leased_line, owner: ben, reason: Replies",
        ),
    ) == [
        "leased_line cannot carry crm to cloud.door. Fix: over: private_link.",
    ]


def test_refuses_a_local_network_to_the_cloud() -> None:
    assert said_of(
        (
            "from: cloud.audit, to: siem, port: 6514, over: leased_line",
            "from: cloud.audit, to: siem, port: 6514, over: local_network",
        ),
    ) == [
        "local_network cannot carry cloud.audit to siem. Fix: over: leased_line.",
    ]


def test_refuses_a_private_link_to_a_data_centre() -> None:
    lines = said_of(
        ("from: crm, to: cloud.door", "from: crm, to: hall.door"),
    )
    assert (
        "hall is a data centre, which Salesforce reaches by no private link. Fix: use an AWS site."
    ) in lines


def test_refuses_two_flows_that_open_the_same() -> None:
    assert said_of(
        (
            "  logs-hall:",
            (
                "  more-logs: {from: hall.audit, to: siem, port: 6514, over: leased_line, "
                "owner: anna, reason: Again}\n"
                "  logs-hall:"
            ),
        ),
    ) == [
        "logs-hall opens what more-logs opens. Fix: delete one.",
    ]
