"""ENCLAVE_FIELD_PATH: every received field has a way to its function."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_field_that_nobody_brings() -> None:
    assert said_of(
        ("{Basket.Product: pass,", "{Case.Product: pass, Basket.Product: pass,"),
    ) == [
        (
            "rank receives Case.Product, but no caller of it asks from crm and no "
            "connector pulls from there. Fix: leave it out, or add a flow from a connector."
        ),
    ]
