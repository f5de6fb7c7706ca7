"""ENCLAVE_JURISDICTION: every site, neighbour and source stands inside the jurisdiction."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_region_that_does_not_exist() -> None:
    lines = said_of(
        ("region: eu-central-1", "region: eu-central-9"),
    )
    assert "there is no AWS region eu-central-9. Fix: eu-central-2?" in lines


def test_refuses_a_region_outside() -> None:
    lines = said_of(
        ("region: eu-central-1", "region: eu-west-1"),
    )
    assert (
        "cloud stands in IE, outside the jurisdiction. Fix: move it, or add IE to "
        "jurisdiction.countries."
    ) in lines
    assert (
        "eu-west-1 is outside the jurisdiction. Fix: move cloud, or add eu-west-1 to "
        "jurisdiction.regions."
    ) in lines


def test_refuses_a_region_of_another_partition() -> None:
    lines = said_of(
        ("partition: aws,", "partition: aws-eusc,"),
    )
    assert (
        "eu-central-1 belongs to aws, not to aws-eusc. Fix: name a region of "
        "jurisdiction.partition."
    ) in lines


def test_refuses_a_data_centre_outside() -> None:
    lines = said_of(
        ("datacenter: {country: NL", "datacenter: {country: BE"),
    )
    assert (
        "hall stands in BE, outside the jurisdiction. Fix: move it, or add BE to "
        "jurisdiction.countries."
    ) in lines


def test_refuses_a_neighbour_outside() -> None:
    assert said_of(
        ("10.20.8.20/32, country: DE", "10.20.8.20/32, country: US"),
    ) == [
        (
            "siem stands in US, outside the jurisdiction. Fix: move it, or add US to "
            "jurisdiction.countries."
        ),
    ]


def test_refuses_a_source_outside() -> None:
    assert said_of(
        ("org: 00D000000000001EAA, country: DE", "org: 00D000000000001EAA, country: US"),
    ) == [
        (
            "crm stands in US, outside the jurisdiction. Fix: move it, or add US to "
            "jurisdiction.countries."
        ),
    ]
