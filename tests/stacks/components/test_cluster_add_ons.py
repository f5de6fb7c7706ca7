"""Add-ons stand as derived, and what changes them is undone."""

import json
from typing import Any

import pytest

from enclave.derive.add_ons import AddOn, AddOnSpec
from enclave.problems import Problem
from stacks.components.cluster_add_ons import ClusterAddOns, ClusterAddOnsArgs
from tests.stacks.conftest import Recorder


def make_args(**overrides: object) -> ClusterAddOnsArgs:
    values: dict[str, Any] = {
        "cluster_name": "loom",
        "add_ons": [
            AddOnSpec(name=AddOn.CNI, configuration={"enableNetworkPolicy": "true"}),
            AddOnSpec(name=AddOn.PROXY, configuration={}),
        ],
    } | overrides
    return ClusterAddOnsArgs(**values)


def test_an_add_on_is_configured_and_kept_so(recorder: Recorder) -> None:
    recorder.run(lambda: ClusterAddOns("add-ons", make_args()).arns[0])
    inputs = dict(recorder.inputs("add-ons-vpc-cni"))
    assert json.loads(inputs.pop("configurationValues")) == {"enableNetworkPolicy": "true"}
    assert inputs == {
        "clusterName": "loom",
        "addonName": "vpc-cni",
        "resolveConflictsOnCreate": "OVERWRITE",
        "resolveConflictsOnUpdate": "OVERWRITE",
        "preserve": False,
        "tags": {"Name": "vpc-cni"},
    }
    assert recorder.outputs == "arn:aws:eks:eu-central-1:111122223333:add-ons-vpc-cni"


def test_an_add_on_without_configuration_has_the_defaults(recorder: Recorder) -> None:
    recorder.run(lambda: ClusterAddOns("add-ons", make_args()))
    assert "configurationValues" not in recorder.inputs("add-ons-kube-proxy")
    assert recorder.after("add-ons-kube-proxy") == {"add-ons-vpc-cni"}


def test_one_is_added_after_the_other(recorder: Recorder) -> None:
    recorder.run(lambda: ClusterAddOns("add-ons", make_args()))
    first, second = recorder.custom()
    assert second.after == {first.urn}


def test_none_are_refused() -> None:
    with pytest.raises(Problem) as caught:
        make_args(add_ons=[])
    assert str(caught.value) == (
        "add-ons are none, and no node joins a cluster without a CNI. Fix: derive them."
    )
