"""ENCLAVE_REFERENCE: every name that is used is declared."""

from tests.enclave.declaration.factories import said_of


def test_refuses_an_owner_who_is_not_declared() -> None:
    assert said_of(
        ("owner: ben\n    model: writer", "owner: benn\n    model: writer"),
    ) == [
        "there is no person benn. Fix: ben?",
    ]


def test_refuses_a_class_that_is_not_declared() -> None:
    assert said_of(
        ("{Amount: pricing}", "{Amount: priceing}"),
    ) == [
        "there is no class priceing. Fix: pricing?",
    ]


def test_refuses_a_model_that_is_nothing_like_a_declared_one() -> None:
    lines = said_of(
        ("model: ranker", "model: zzz"),
    )
    assert "there is no model zzz. Fix: declare it under models." in lines


def test_refuses_a_site_of_a_model() -> None:
    assert said_of(
        ("sites: [hall]", "sites: [hal]"),
    ) == [
        "there is no site hal. Fix: hall?",
    ]


def test_refuses_a_caller_that_is_not_declared() -> None:
    assert said_of(
        ("callers: [front]", "callers: [frond]"),
    ) == [
        "there is no caller frond. Fix: front?",
    ]


def test_refuses_a_source_of_a_caller() -> None:
    assert said_of(
        ("{from: shop,", "{from: shopp,"),
    ) == [
        "there is no source shopp. Fix: shop?",
    ]


def test_refuses_a_neighbour_of_a_source() -> None:
    assert said_of(
        ("{at: webshop}", "{at: webshp}"),
    ) == [
        "there is no neighbour webshp. Fix: webshop?",
    ]


def test_refuses_a_processor_of_a_source() -> None:
    assert said_of(
        ("processor: salesforce}", "processor: salesforc}"),
    ) == [
        "there is no processor salesforc. Fix: salesforce?",
    ]
