"""Each service account has its role, and no other."""

from typing import Any

import pytest

from enclave.derive.workloads import Workload
from enclave.problems import Problem
from stacks.components.pod_identities import PodIdentities, PodIdentitiesArgs, PodIdentity
from tests.stacks.conftest import Recorder


def make_args(**overrides: object) -> PodIdentitiesArgs:
    door = PodIdentity(
        workload=Workload(namespace="door", service_account="envoy"), role_arn="door-role"
    )
    values: dict[str, Any] = {"cluster_name": "loom", "identities": {"door": door}} | overrides
    return PodIdentitiesArgs(**values)


def test_a_service_account_gets_its_role(recorder: Recorder) -> None:
    recorder.run(lambda: PodIdentities("pods", make_args()).association_ids[0])
    assert recorder.inputs("pods-door") == {
        "clusterName": "loom",
        "namespace": "door",
        "serviceAccount": "envoy",
        "roleArn": "door-role",
        "disableSessionTags": False,
        "tags": {"Name": "door"},
    }
    assert recorder.outputs == "pods-door-association-id"


def test_two_roles_of_one_account_are_refused() -> None:
    (identity,) = make_args().identities.values()
    with pytest.raises(Problem) as caught:
        make_args(identities={"door": identity, "other": identity})
    assert str(caught.value) == (
        "pod identities give two roles to one service account, and EKS takes one. "
        "Fix: derive a service account for each role."
    )
