"""ENCLAVE_RETENTION: audit records outlive kept content, and locks end."""

from tests.enclave.declaration.factories import said_of


def test_refuses_content_kept_longer_than_its_records() -> None:
    assert said_of(
        ("    retention: 1d", "    retention: 91d"),
    ) == [
        "rank keeps content for 91 days, hall its audit records for 90. Fix: at most 90d.",
    ]


def test_refuses_production_with_short_records() -> None:
    assert said_of(
        ("audit_retention: 400d", "audit_retention: 100d"),
    ) == [
        "cloud keeps audit records for 100 days in production. Fix: at least 180d.",
    ]


def test_refuses_a_lock_for_a_century() -> None:
    assert said_of(
        ("audit_retention: 400d", "audit_retention: 100y"),
    ) == [
        "36500 days are longer than a lock may last. Fix: at most 3650d.",
    ]
