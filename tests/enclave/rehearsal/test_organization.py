from enclave.rehearsal.aws.landing_zone import LandingZone
from enclave.rehearsal.organization import management_of
from tests.enclave.derive.declared import declared
from tests.enclave.rehearsal.factories import example


def test_the_organization_of_the_example_is_its_own() -> None:
    found = management_of(example())
    assert found is not None
    assert found.zone == LandingZone(
        id="o-l1nden100m",
        management="444455556666",
        accounts=("111122223333",),
        region="eu-central-1",
    )


def test_the_organization_of_others_is_not_rehearsed() -> None:
    assert management_of(declared()) is None
