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


def test_refuses_a_class_that_a_model_may_see() -> None:
    assert said_of(
        ("may_see: [catalogue, personal]", "may_see: [catalogue, persona]"),
    ) == [
        "there is no class persona. Fix: personal?",
    ]


def test_refuses_a_class_that_a_function_returns() -> None:
    assert said_of(
        (
            "returns: [catalogue]\n    limits: {requests: 600",
            "returns: [catalog]\n    limits: {requests: 600",
        ),
    ) == [
        "there is no class catalog. Fix: catalogue?",
    ]


def test_refuses_a_class_of_free_text() -> None:
    assert said_of(
        ("free_text: {class: personal", "free_text: {class: persona"),
    ) == [
        "there is no class persona. Fix: personal?",
    ]


def test_refuses_an_owner_of_a_flow() -> None:
    assert said_of(
        ("owner: ben, reason: Ranking", "owner: bem, reason: Ranking"),
    ) == [
        "there is no person bem. Fix: ben?",
    ]


def test_refuses_a_class_that_a_processor_receives() -> None:
    assert said_of(
        ("receives: [catalogue, pricing, personal]", "receives: [catalogue, pricing, persona]"),
    ) == [
        "there is no class persona. Fix: personal?",
    ]


def test_refuses_people_of_an_exception() -> None:
    assert said_of(
        ("Case.Text: mask", "Case.Text: pass"),
        (
            "\nprocessors:",
            (
                "\n"
                "exceptions: {shown: {policy: ENCLAVE_TRANSFORMATION, scope: "
                "functions.reply.receives.Case.Text, reason: Shown, owner: bem, approver: "
                "amna, expires: 2028-01-01}}\n"
                "processors:"
            ),
        ),
    ) == [
        (
            "Case.Text is personal (personal) and may not pass. Fix: mask, pseudonymise or "
            "bucket(WIDTH)."
        ),
        "there is no person bem. Fix: ben?",
        "there is no person amna. Fix: anna?",
    ]
