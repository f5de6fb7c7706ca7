"""ENCLAVE_AUDIT_FLOW: every site sends its audit records to a far end."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_site_that_keeps_its_records_to_itself() -> None:
    assert said_of(
        (
            (
                "  logs-hall: {from: hall.audit, to: siem, port: 6514, over: leased_line, "
                "owner: anna, reason: Audit records}\n"
            ),
            "",
        ),
    ) == [
        "no flow takes audit records out of hall. Fix: add one under flows, from: hall.audit.",
    ]
