"""ENCLAVE_SITE_ACCOUNT: no site stands in the organization's management account."""

from enclave.declaration.rules.site_accounts import RULE
from tests.enclave.declaration.factories import said_of


def test_refuses_a_site_in_the_management_account() -> None:
    assert said_of(
        ("management: external", 'management: "111122223333"'),
    ) == [
        (
            "cloud stands in the management account, which no service control policy binds. "
            "Fix: give the site a member account of its own."
        ),
    ]


def test_takes_a_site_in_a_member_account() -> None:
    assert said_of(("management: external", 'management: "444455556666"')) == []


def test_allows_no_exception() -> None:
    assert not RULE.exceptable
