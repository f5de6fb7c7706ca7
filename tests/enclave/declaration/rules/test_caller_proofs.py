"""ENCLAVE_CALLER_PROOF: a caller proves itself as its source can."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_salesforce_caller_without_token() -> None:
    assert said_of(
        (
            (
                'jwt: {issuer: "https://twill.my.salesforce.example", algorithm: RS256, '
                "subject: desk}, endpoint: vpce-0a1b2c3d4e5f67890"
            ),
            "spiffe: spiffe://twill.example/desk",
        ),
    ) == [
        (
            "desk asks from crm, which is Salesforce, without jwt. Fix: prove it by jwt "
            "and endpoint: spiffe is for systems of our own."
        ),
    ]


def test_refuses_a_caller_of_our_own_with_a_token() -> None:
    assert said_of(
        (
            "front: {from: shop, spiffe: spiffe://twill.example/front}",
            (
                'front: {from: shop, jwt: {issuer: "https://twill.my.salesforce.example", '
                "algorithm: RS256, subject: front}, endpoint: vpce-0a1b2c3d4e5f67890}"
            ),
        ),
    ) == [
        (
            "front asks from shop, a system of our own, without spiffe. Fix: prove it by "
            "spiffe: jwt is for Salesforce."
        ),
    ]


def test_refuses_an_issuer_that_is_not_the_org() -> None:
    assert said_of(
        ('issuer: "https://twill.my', 'issuer: "https://other.my'),
    ) == [
        (
            "https://other.my.salesforce.example is not the issuer of crm. Fix: "
            "https://twill.my.salesforce.example."
        ),
    ]


def test_refuses_two_trust_domains() -> None:
    assert said_of(
        (
            "  front: {from",
            "  till: {from: shop, spiffe: spiffe://other.example/till}\n  front: {from",
        ),
        ("callers: [front]", "callers: [front, till]"),
    ) == [
        (
            "twill.example is another trust domain than other.example. Fix: "
            "spiffe://other.example/..."
        ),
    ]
