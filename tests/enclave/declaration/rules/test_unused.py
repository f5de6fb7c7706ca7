"""ENCLAVE_UNUSED: everything that is declared is used."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_person_who_does_nothing() -> None:
    assert said_of(
        ("  ben: {mail", "  cleo: {mail: cleo@twill.example}\n  ben: {mail"),
    ) == [
        (
            "cleo owns and approves nothing, and has no key to approve with. Fix: delete "
            "it, or use it."
        ),
    ]


def test_calls_nothing_unused_that_a_broken_reference_may_mean() -> None:
    assert [line for line in said_of(("model: ranker", "model: zzz")) if "delete" in line] == []


def test_what_has_no_broken_reference_is_still_asked() -> None:
    lines = said_of(
        ("model: ranker", "model: zzz"),
        ("  catalogue: {grade: open}", "  catalogue: {grade: open}\n  note: {grade: open}"),
    )
    assert "note is the class of no field, text or answer. Fix: delete it, or use it." in lines


def test_refuses_a_neighbour_at_no_end() -> None:
    assert said_of(
        (
            "  webshop: {network",
            "  museum: {network: 10.20.17.0/24, country: DE}\n  webshop: {network",
        ),
    ) == [
        "museum is no end of a flow, and no source stands there. Fix: delete it, or use it.",
    ]


def test_refuses_a_class_of_nothing() -> None:
    assert said_of(
        ("  catalogue: {grade: open}", "  catalogue: {grade: open}\n  note: {grade: open}"),
    ) == [
        "note is the class of no field, text or answer. Fix: delete it, or use it.",
    ]


def test_refuses_a_caller_that_may_ask_nothing() -> None:
    assert said_of(
        (
            "  front: {from",
            "  till: {from: shop, spiffe: spiffe://twill.example/till}\n  front: {from",
        ),
    ) == [
        "till may ask no function. Fix: delete it, or use it.",
    ]


def test_refuses_a_flow_where_nobody_asks() -> None:
    assert said_of(
        (
            "  baskets:",
            (
                "  more: {from: siem, to: hall.door, port: 8443, over: leased_line, owner: "
                "ben, reason: Ranking}\n"
                "  baskets:"
            ),
        ),
    ) == [
        (
            "more opens hall.door to siem, where nobody asks a function of that site. Fix: "
            "delete it, or let a function use it."
        ),
    ]


def test_refuses_a_connector_that_nobody_needs() -> None:
    lines = said_of(
        (", exact: [Price.Amount]", ""),
        (", Price.Amount: bucket(10 EUR)", ""),
        ("Case.Text: mask, Case.Product: pass", "Basket.Product: pass"),
        ("[catalogue, pricing, personal]\n    gpu", "[catalogue, personal]\n    gpu"),
        ("callers: [desk]", "callers: [desk, front]"),
    )
    assert (
        "pull joins cloud.connector to crm, whose fields no function of that site "
        "needs. Fix: delete it, or let a function use it."
    ) in lines
