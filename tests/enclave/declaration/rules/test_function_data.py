"""ENCLAVE_FUNCTION_DATA: a function receives something and answers something."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_function_without_input() -> None:
    lines = said_of(
        ("    receives: {Basket.Product: pass, Basket.Customer: pseudonymise}", "    receives: {}"),
    )
    assert "rank receives nothing. Fix: name its fields, or add free_text." in lines


def test_refuses_a_function_without_answer() -> None:
    assert said_of(
        (
            "    returns: [catalogue]\n    limits: {requests: 600/min",
            "    returns: []\n    limits: {requests: 600/min",
        ),
    ) == [
        "rank returns nothing. Fix: name the classes of its answer.",
    ]
