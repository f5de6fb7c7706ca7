"""A capacity reservation as it was bought, against what the site starts in it."""

from collections.abc import Callable

import pytest

from enclave.preflight.check import Context
from enclave.preflight.checks.capacity import CHECK
from tests.enclave.conftest import Amazon
from tests.enclave.derive.declared import document
from tests.enclave.preflight.conftest import SITE

pytestmark = pytest.mark.integration
NAME = "cr-0a1b2c3d4e5f67890"
CALL = "ec2 DescribeCapacityReservations"
FORM = (
    "<DescribeCapacityReservationsResponse><capacityReservationSet><item>{}</item>"
    "</capacityReservationSet></DescribeCapacityReservationsResponse>"
)
GOOD = {
    "state": "active",
    "reservationType": "default",
    "instanceType": "g6e.12xlarge",
    "availabilityZone": "eu-central-1a",
    "totalInstanceCount": "2",
}


@pytest.fixture
def said(make_context: Callable[..., Context]) -> Callable[[], list[str]]:
    """What is said of a site with two machines in that reservation."""
    sites = document()["sites"]
    capacity = {"kind": "reserved", "reservation": NAME, "zone": "a"}
    sites[SITE]["nodes"]["gpu"] = {"type": "g6e.12xlarge", "count": 2, "capacity": capacity}
    context = make_context(sites=sites)
    return lambda: [found.message for found in CHECK.findings(context)]


def bought(amazon: Amazon, **changes: str) -> None:
    fields = "".join(f"<{name}>{value}</{name}>" for name, value in (GOOD | changes).items())
    amazon.replies_in_xml[CALL] = FORM.format(fields)


def test_one_that_fits_is_no_finding(said: Callable[[], list[str]], ready: Amazon) -> None:
    bought(ready)
    assert said() == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("state", "scheduled", "has State scheduled, and active is needed"),
        (
            "reservationType",
            "capacity-block",
            "has ReservationType capacity-block, and default is needed",
        ),
        ("instanceType", "p5.48xlarge", "has InstanceType p5.48xlarge, and g6e.12xlarge is needed"),
        (
            "availabilityZone",
            "eu-central-1b",
            "has AvailabilityZone eu-central-1b, and eu-central-1a is needed",
        ),
        ("totalInstanceCount", "1", "holds 1 machines, and the site needs 2"),
    ],
)
def test_what_does_not_fit_is_named(
    field: str, value: str, words: str, said: Callable[[], list[str]], ready: Amazon
) -> None:
    bought(ready, **{field: value})
    assert said() == [f"capacity reservation {NAME} {words}"]


def test_one_that_is_not_there_is_told(said: Callable[[], list[str]], ready: Amazon) -> None:
    ready.fails(CALL, code="InvalidCapacityReservationId.NotFound")
    assert said() == [f"capacity reservation {NAME} is not there"]


def test_a_site_without_one_is_not_asked(
    make_context: Callable[..., Context], ready: Amazon
) -> None:
    assert CHECK.findings(make_context()) == ()
    assert CALL not in ready.calls
