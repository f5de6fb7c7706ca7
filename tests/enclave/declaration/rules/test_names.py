"""ENCLAVE_NAME: a name, an identity or a key stands for one thing."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_source_named_like_a_neighbour() -> None:
    lines = said_of(
        ("  shop:\n", "  webshop:\n"),
        ("from: shop", "from: webshop"),
    )
    assert (
        "webshop names a neighbour and a source, and flows could not tell. Fix: rename one of them."
    ) in lines


def test_refuses_a_site_named_like_the_organization_s_stack() -> None:
    lines = said_of(("  cloud:\n", "  organization:\n"))
    assert (
        "organization names a site and the stack that binds all sites. Fix: rename the site."
    ) in lines


def test_refuses_an_object_in_two_sources() -> None:
    assert said_of(
        (
            "      Basket: {Product: catalogue, Customer: personal}",
            (
                "      Basket: {Product: catalogue, Customer: personal}\n"
                "      Price: {Note: catalogue}"
            ),
        ),
    ) == [
        "the object Price stands twice, first at sources.crm.fields.Price. Fix: keep one.",
    ]


def test_refuses_an_object_in_other_capitals_in_another_source() -> None:
    assert said_of(
        ("      Basket: {", "      price: {Note: catalogue}\n      Basket: {"),
    ) == [
        "the object price stands twice, first at sources.crm.fields.Price. Fix: keep one.",
    ]


def test_refuses_a_field_in_other_capitals_in_its_object() -> None:
    assert said_of(
        ("Case: {Text: personal,", "Case: {Text: personal, TEXT: catalogue,"),
    ) == [
        "the field Case.TEXT stands twice, first at sources.crm.fields.Case.Text. Fix: keep one.",
    ]


def test_refuses_two_people_with_one_key() -> None:
    assert said_of(
        ("ben@twill.example}", "ben@twill.example, key: keys/anna.pem}"),
    ) == [
        "the key keys/anna.pem stands twice, first at people.anna.key. Fix: keep one.",
    ]


def test_refuses_two_people_with_one_key_in_other_capitals() -> None:
    assert said_of(
        ("ben@twill.example}", "ben@twill.example, key: Keys/Anna.pem}"),
    ) == [
        "the key Keys/Anna.pem stands twice, first at people.anna.key. Fix: keep one.",
    ]


def test_refuses_two_people_with_one_mail_address() -> None:
    assert said_of(
        ("ben@twill", "Anna@twill"),
    ) == [
        (
            "the mail address Anna@twill.example stands twice, first at people.anna.mail. "
            "Fix: keep one."
        ),
    ]


def test_refuses_two_callers_with_one_proof() -> None:
    assert said_of(
        (
            "  front: {from",
            "  door: {from: shop, spiffe: spiffe://twill.example/front}\n  front: {from",
        ),
        ("callers: [front]", "callers: [front, door]"),
    ) == [
        (
            "the proof of spiffe://twill.example/front stands twice, first at "
            "callers.door.spiffe. Fix: keep one."
        ),
    ]


def test_refuses_two_callers_with_one_token() -> None:
    assert said_of(
        (
            "  front: {from",
            (
                '  clerk: {from: crm, jwt: {issuer: "https://twill.my.salesforce.example", '
                "algorithm: RS256, subject: desk}, endpoint: vpce-0a1b2c3d4e5f67890}\n"
                "  front: {from"
            ),
        ),
        ("callers: [desk]", "callers: [desk, clerk]"),
    ) == [
        "the proof of desk stands twice, first at callers.desk.jwt.subject. Fix: keep one.",
    ]


def test_refuses_one_org_in_two_sources() -> None:
    lines = said_of(
        (
            "  shop:\n",
            (
                "  crm-two:\n"
                "    salesforce: {org: 00D000000000001EAA, country: DE, my_domain: "
                "twill.my.salesforce.example, processor: salesforce}\n"
                "    fields: {Lead: {Text: personal}}\n"
                "  shop:\n"
            ),
        ),
        ("from: crm, to: cloud", "from: crm, to: cloud"),
    )
    assert (
        "the org 00D000000000001EAA stands twice, first at sources.crm.salesforce.org. "
        "Fix: keep one."
    ) in lines
