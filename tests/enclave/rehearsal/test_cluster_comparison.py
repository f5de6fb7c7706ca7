"""The cluster and its nodes, held against what is derived."""

from dataclasses import replace
from ipaddress import IPv4Network
from typing import Any

import pytest

from enclave.rehearsal.cluster_comparison import compare_cluster
from enclave.rehearsal.read_back import Held
from tests.enclave.rehearsal.factories import SITE, as_derived, example

HELD = as_derived()
CLUSTER = "loom-frankfurt-cluster"
GPU = "loom-frankfurt-gpu"
OTHER_KEY = "arn:aws:kms:eu-central-1:1:key/other"


def problems(held: Held) -> list[str]:
    return [problem for each in compare_cluster(example(), SITE, held) for problem in each.problems]


def with_cluster(**changed: Any) -> Held:  # noqa: ANN401  any field
    return replace(HELD, clusters={CLUSTER: replace(HELD.clusters[CLUSTER], **changed)})


def with_nodes(**changed: Any) -> Held:  # noqa: ANN401  any field
    nodes = HELD.clusters[CLUSTER].nodes
    return with_cluster(nodes={**nodes, GPU: replace(nodes[GPU], **changed)})


def test_nothing_is_wrong_with_what_is_as_derived() -> None:
    assert problems(HELD) == []
    assert [str(each) for each in compare_cluster(example(), SITE, HELD)] == [
        "1/1 private cluster",
        "2/2 FIPS node groups",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"private": False}, "can be reached from outside its network"),
        ({"egress_mode": "AWS_MANAGED"}, "sends what its control plane sends past our routes"),
        ({"egress_mode": None}, "sends what its control plane sends past our routes"),
        ({"key": None}, f"is not encrypted by {CLUSTER}"),
        ({"key": OTHER_KEY}, f"is not encrypted by {CLUSTER}"),
        ({"groups": frozenset()}, "stands in no security group of ours"),
        ({"groups": frozenset({"mine"})}, "stands in mine"),
        ({"role": "mine"}, "has the role mine"),
        ({"version": "1.35"}, "has version 1.35 and services in 172.20.0.0/20"),
        (
            {"services": IPv4Network("10.100.0.0/16")},
            "has version 1.36 and services in 10.100.0.0/16",
        ),
    ],
)
def test_what_a_cluster_lacks_is_named(changed: dict[str, Any], said: str) -> None:
    assert problems(with_cluster(**changed)) == [f"cluster {CLUSTER} {said}"]


def test_each_log_that_is_not_kept_is_named() -> None:
    kept = frozenset({"api", "authenticator", "scheduler"})
    assert problems(with_cluster(logs=kept)) == [
        f"cluster {CLUSTER} keeps no audit log",
        f"cluster {CLUSTER} keeps no controllerManager log",
    ]


def test_a_cluster_that_is_gone_is_named_with_its_nodes() -> None:
    assert problems(replace(HELD, clusters={})) == [
        f"cluster {CLUSTER} is derived, and does not stand",
        "node group loom-frankfurt-system is derived, and does not stand",
        f"node group {GPU} is derived, and does not stand",
    ]


def test_a_cluster_or_a_group_that_nobody_derived_is_named() -> None:
    found = HELD.clusters[CLUSTER]
    more = replace(found, nodes={**found.nodes, "mine": found.nodes[GPU]})
    assert problems(replace(HELD, clusters={CLUSTER: more, "mine": found})) == [
        "cluster mine stands, and is not derived",
        "node group mine stands, and is not derived",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"instance_type": None}, "starts None instead of g6e.12xlarge"),
        ({"groups": frozenset()}, "stands in the group of EKS"),
        ({"key_pair": True}, "has a key pair"),
        ({"tokens_only": False}, "tells its role to more than itself"),
        ({"hops": 2}, "tells its role to more than itself"),
        ({"role": "mine"}, "has the role mine"),
        (
            {"volume_keys": frozenset({None})},
            "has a volume that is not encrypted by loom-frankfurt-volumes",
        ),
        (
            {"volume_keys": frozenset()},
            "has a volume that is not encrypted by loom-frankfurt-volumes",
        ),
        ({"user_data": ""}, "is told other settings when it starts"),
        (
            {"image": "BOTTLEROCKET_x86_64_NVIDIA"},
            "runs BOTTLEROCKET_x86_64_NVIDIA of version 1.36",
        ),
        ({"sizes": (0, 9, 2)}, "has from 0 to 9 nodes instead of 2"),
        ({"labels": {}}, "has other labels"),
        ({"taints": frozenset()}, "has other taints"),
        ({"capacity": "SPOT"}, "takes its machines from SPOT"),
        ({"reservation": "cr-1"}, "takes its machines from cr-1"),
    ],
)
def test_what_a_node_group_lacks_is_named(changed: dict[str, Any], said: str) -> None:
    assert problems(with_nodes(**changed)) == [f"node group {GPU} {said}"]
