"""ENCLAVE_CALLER_FLOW: every caller reaches a site of each function that it may ask."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_caller_without_a_flow() -> None:
    lines = said_of(
        ("from: webshop, to: hall.door", "from: siem, to: hall.door"),
    )
    assert (
        "front asks from shop, but no flow joins webshop to hall. Fix: add one under flows."
        in lines
    )


def test_refuses_a_caller_whose_model_stands_elsewhere() -> None:
    lines = said_of(
        ("sites: [hall]", "sites: [cloud]"),
    )
    assert (
        "front asks from shop, but no flow joins webshop to cloud. Fix: add one under flows."
        in lines
    )


def test_names_every_site_where_the_function_is_served() -> None:
    lines = said_of(
        ("from: webshop, to: hall.door", "from: siem, to: hall.door"),
        ("sites: [hall]", "sites: [cloud, hall]"),
    )
    assert (
        "front asks from shop, but no flow joins webshop to cloud or hall. "
        "Fix: add one under flows."
    ) in lines
