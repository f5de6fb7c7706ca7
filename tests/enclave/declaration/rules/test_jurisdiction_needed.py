"""ENCLAVE_JURISDICTION_NEEDED: the jurisdiction is no wider than what stands in it."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_country_where_nothing_stands() -> None:
    assert said_of(
        ("[DE, NL]", "[DE, NL, BE]"),
    ) == [
        "nothing stands in BE. Fix: delete BE.",
    ]


def test_refuses_a_region_where_nothing_stands() -> None:
    assert said_of(
        ("regions: [eu-central-1]", "regions: [eu-central-1, eu-west-1]"),
    ) == [
        "nothing stands in eu-west-1. Fix: delete eu-west-1.",
    ]


def test_says_nothing_while_a_site_stands_in_no_region() -> None:
    assert said_of(
        ("region: eu-central-1", "region: eu-centrl-1"),
    ) == [
        "there is no AWS region eu-centrl-1. Fix: eu-central-1?",
    ]
