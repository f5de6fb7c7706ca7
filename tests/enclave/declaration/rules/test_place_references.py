"""ENCLAVE_PLACE_REFERENCE: every end of a flow is a source, a neighbour or a part of a site."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_mistyped_place_of_a_flow() -> None:
    assert said_of(
        ("to: cloud.door", "to: clouds.door"),
    ) == [
        "there is no source, neighbour or part of a site clouds.door. Fix: cloud.door?",
    ]


def test_refuses_a_site_named_without_its_part() -> None:
    lines = said_of(
        ("to: cloud.door", "to: cloud"),
    )
    assert (
        "there is no source, neighbour or part of a site cloud. Fix: name a part of "
        "it: cloud.door, cloud.connector or cloud.audit."
    ) in lines
