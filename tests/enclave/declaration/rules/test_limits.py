"""ENCLAVE_LIMITS: every budget of a function is there and can bind."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_language_model_without_a_budget_of_tokens() -> None:
    assert said_of(
        (" tokens: [20000/min, 500000/day],", ""),
    ) == [
        (
            "reply has no budget of tokens, and writer is a language model. Fix: add "
            "tokens: [20000/min, 500000/day]."
        ),
    ]


def test_refuses_tokens_of_a_model_that_counts_none() -> None:
    assert said_of(
        ("{requests: 600/min,", "{requests: 600/min, tokens: [100/min],"),
    ) == [
        "rank has a budget of tokens, but ranker counts none. Fix: delete tokens.",
    ]


def test_refuses_two_budgets_for_one_period() -> None:
    assert said_of(
        ("[20000/min, 500000/day]", "[20000/min, 500000/min]"),
    ) == [
        "500000/min stands after 20000/min. Fix: one rate a period, from short to long.",
    ]


def test_refuses_a_day_with_less_than_its_minute() -> None:
    assert said_of(
        ("[20000/min, 500000/day]", "[20000/min, 5000/day]"),
    ) == [
        (
            "5000/day allows less than 20000/min, which then never binds. Fix: raise it, "
            "or lower 20000/min."
        ),
    ]


def test_refuses_a_day_that_never_binds() -> None:
    assert said_of(
        ("[20000/min, 500000/day]", "[20/min, 500000/day]"),
    ) == [
        "500000/day never binds beside 20/min. Fix: lower it, or delete it.",
    ]


def test_refuses_inputs_that_never_bind() -> None:
    assert said_of(
        ("distinct_inputs: 2000/day", "distinct_inputs: 90000/day"),
    ) == [
        "90000/day different inputs never bind beside 60/min requests. Fix: lower it.",
    ]
