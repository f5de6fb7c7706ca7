"""ENCLAVE_SERVED_SITE: a model stands only where one of its callers can reach it."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_model_where_no_caller_can_reach_it() -> None:
    assert said_of(
        ("sites: [cloud]", "sites: [cloud, hall]"),
        ("memory: 8GiB", "memory: 8GiB"),
    ) == [
        (
            "writer is served at hall, but none of its callers has a flow to hall.door. "
            "Fix: add one under flows, or leave out hall."
        ),
    ]


def test_says_nothing_while_an_end_of_a_flow_is_not_declared() -> None:
    lines = said_of(("from: webshop, to", "from: zzz, to"))
    assert [line for line in lines if "is served at" in line] == []
