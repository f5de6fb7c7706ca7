"""The endpoint service: one guest, let in by hand, from the own region."""

from typing import Any

import pytest

from enclave.problems import Problem
from stacks.components.door_service import DoorService, DoorServiceArgs
from tests.stacks.conftest import Recorder

ROLE = "arn:aws:iam::222233334444:role/private-connect"


def make_args(**overrides: object) -> DoorServiceArgs:
    values: dict[str, Any] = {
        "prefix": "loom-frankfurt",
        "balancer_arn": "balancer",
        "principal": ROLE,
        "private_name": "door.loom.example",
    } | overrides
    return DoorServiceArgs(**values)


def test_one_role_may_ask_and_somebody_says_yes(recorder: Recorder) -> None:
    recorder.run(lambda: DoorService("door", make_args()))
    assert recorder.inputs("door-service") == {
        "networkLoadBalancerArns": ["balancer"],
        "acceptanceRequired": True,
        "allowedPrincipals": [ROLE],
        "privateDnsName": "door.loom.example",
        "supportedIpAddressTypes": ["ipv4"],
        "tags": {"Name": "loom-frankfurt-door"},
    }


def test_nobody_comes_from_another_region(recorder: Recorder) -> None:
    recorder.run(lambda: DoorService("door", make_args()))
    assert "supportedRegions" not in recorder.inputs("door-service")


@pytest.mark.parametrize("principal", ["*", "arn:aws:iam::222233334444:role/*"])
def test_everybody_is_refused(principal: str) -> None:
    with pytest.raises(Problem) as caught:
        make_args(principal=principal)
    assert str(caught.value) == (
        "loom-frankfurt, endpoint service would let anybody ask for an endpoint. "
        "Fix: name one role."
    )
