"""ENCLAVE_EXACT_VALUES: values that are recognised exactly can be read from their source."""

from tests.enclave.declaration.factories import said_of


def test_refuses_values_that_no_connector_pulls() -> None:
    assert said_of(
        (
            (
                "  pull: {from: cloud.connector, to: crm, port: 443, over: private_link, "
                "owner: ben, reason: Prices to recognise}\n"
            ),
            "",
        ),
    ) == [
        (
            "pricing recognises the values of Price.Amount, but no connector pulls from "
            "crm. Fix: leave it out, or add a flow from a connector."
        ),
    ]
