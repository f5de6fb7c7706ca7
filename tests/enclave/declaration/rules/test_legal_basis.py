"""ENCLAVE_LEGAL_BASIS: a function has a legal basis exactly if personal data reaches it."""

from tests.enclave.declaration.factories import said_of


def test_refuses_personal_data_without_basis() -> None:
    assert said_of(
        ("    basis: contract\n", ""),
    ) == [
        (
            "reply has to do with personal data (personal) without a basis. Fix: add "
            "basis, as contract or legitimate_interests."
        ),
    ]


def test_refuses_a_basis_for_nothing() -> None:
    assert said_of(
        ("Basket.Customer: pseudonymise", "Basket.Product: pass"),
        ("{Basket.Product: pass, Basket.Product: pass}", "{Basket.Product: pass}"),
        ("may_see: [catalogue, personal]", "may_see: [catalogue]"),
    ) == [
        "rank has a legal basis, but nothing to do with personal data. Fix: delete basis.",
    ]
