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
