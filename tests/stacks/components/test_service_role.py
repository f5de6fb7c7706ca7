"""One role: its own policies and no other, held to a boundary."""

from typing import Any

import pytest

from enclave.problems import Problem
from stacks.components.service_role import ServiceRole, ServiceRoleArgs
from tests.stacks.conftest import Recorder

BOUNDARY = "arn:aws:iam::111122223333:policy/loom-frankfurt-boundary"


def make_args(**overrides: object) -> ServiceRoleArgs:
    values: dict[str, Any] = {
        "role_name": "loom-frankfurt-runner",
        "description": "The runner",
        "trust": "{}",
        "policies": {"runner": '{"Version": "2012-10-17"}'},
        "boundary": BOUNDARY,
        "machine": True,
    } | overrides
    return ServiceRoleArgs(**values)


def test_role_is_held_to_its_boundary(recorder: Recorder) -> None:
    recorder.run(lambda: ServiceRole("it", make_args()))
    assert recorder.inputs("it-role") == {
        "name": "loom-frankfurt-runner",
        "description": "The runner",
        "assumeRolePolicy": "{}",
        "permissionsBoundary": BOUNDARY,
        "maxSessionDuration": 3600,
        "tags": {"Name": "loom-frankfurt-runner"},
    }


def test_role_has_its_policies(recorder: Recorder) -> None:
    recorder.run(lambda: ServiceRole("it", make_args()))
    assert recorder.inputs("it-runner") == {
        "name": "runner",
        "role": "loom-frankfurt-runner",
        "policy": '{"Version": "2012-10-17"}',
    }


def test_a_machine_takes_the_role_by_a_profile_of_the_same_name(recorder: Recorder) -> None:
    recorder.run(lambda: ServiceRole("it", make_args()).instance_profile)
    assert recorder.inputs("it-profile") == {
        "name": "loom-frankfurt-runner",
        "role": "loom-frankfurt-runner",
        "tags": {"Name": "loom-frankfurt-runner"},
    }
    assert recorder.outputs == "loom-frankfurt-runner"


def test_nobody_else_has_a_profile(recorder: Recorder) -> None:
    recorder.run(lambda: ServiceRole("it", make_args(machine=False)).instance_profile)
    assert recorder.outputs is None
    assert "aws:iam/instanceProfile:InstanceProfile" not in recorder.types()


@pytest.mark.parametrize(
    ("attribute", "told"),
    [
        ("arn", "arn:aws:iam:eu-central-1:111122223333:it-role"),
        ("role_name", "loom-frankfurt-runner"),
    ],
)
def test_tells_the_role(attribute: str, told: str, recorder: Recorder) -> None:
    recorder.run(lambda: getattr(ServiceRole("it", make_args()), attribute))
    assert recorder.outputs == told


def test_a_name_that_iam_refuses_is_refused_first() -> None:
    with pytest.raises(Problem) as caught:
        make_args(role_name="r" * 65)
    assert str(caught.value) == (
        f"role {'r' * 65} has a name of 65 characters, and IAM takes 64. "
        "Fix: shorten the name of the site."
    )
