"""ENCLAVE_RETURNED_CLASS: what is not open returns only to sources that hold it."""

from tests.enclave.declaration.factories import said_of


def test_refuses_prices_for_a_source_that_holds_none() -> None:
    assert said_of(
        (
            "    returns: [catalogue]\n    limits: {requests: 600/min",
            "    returns: [catalogue, pricing]\n    limits: {requests: 600/min",
        ),
    ) == [
        (
            "rank returns pricing to front, but shop holds no such data. Fix: leave "
            "pricing out, or approve an exception to ENCLAVE_RETURNED_CLASS."
        ),
    ]
