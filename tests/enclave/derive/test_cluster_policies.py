"""What control plane, nodes, addresses, volumes and targets may do."""

import pytest

from enclave.derive.workloads import RoleKey
from tests.enclave.derive.declared import sovereign
from tests.enclave.derive.permitted import actions, permitted

CLUSTER = "arn:aws:eks:eu-central-1:111122223333:cluster/loom-frankfurt-cluster"
OWN = {"StringEquals": {"aws:ResourceTag/enclave:site": "frankfurt"}}
NODES = {"StringEquals": {"aws:ResourceTag/kubernetes.io/cluster/loom-frankfurt-cluster": "owned"}}


def test_the_control_plane_makes_nothing_but_tags_of_its_nodes() -> None:
    changes = {a for a in actions(RoleKey.CLUSTER) if "Describe" not in a}
    assert changes == {"ec2:CreateTags"}
    assert permitted(RoleKey.CLUSTER)["TagsNodes"]["Condition"] == {
        "ForAnyValue:StringLike": {"aws:TagKeys": "kubernetes.io/cluster/*"}
    }


def test_a_node_hands_out_roles_of_its_own_cluster_only() -> None:
    found = permitted(RoleKey.NODES)
    assert found["HandsOutRoles"]["Resource"] == [CLUSTER]
    assert found["Joins"]["Resource"] == [CLUSTER]


def test_a_node_pulls_the_site_s_images_and_those_of_add_ons() -> None:
    found = permitted(RoleKey.NODES)
    repository = "arn:aws:ecr:eu-central-1:111122223333:repository/loom-frankfurt-envoy"
    assert repository in found["Pulls"]["Resource"]
    assert not [arn for arn in found["Pulls"]["Resource"] if "*" in arn]
    assert found["PullsAddOns"]["Resource"] == [
        "arn:aws:ecr:eu-central-1:602401143452:repository/*"
    ]


def test_where_nobody_is_known_to_own_add_on_images_none_are_pulled() -> None:
    assert "PullsAddOns" not in permitted(RoleKey.NODES, sovereign())


def test_a_node_reads_and_writes_nothing() -> None:
    assert {a.partition(":")[0] for a in actions(RoleKey.NODES)} == {
        "ec2",
        "ecr",
        "eks",
        "eks-auth",
    }


@pytest.mark.parametrize(
    ("sid", "condition"),
    [
        (
            "MakesInterfaces",
            {
                "StringEquals": {
                    "aws:RequestTag/cluster.k8s.amazonaws.com/name": "loom-frankfurt-cluster"
                }
            },
        ),
        ("InOwnNetwork", OWN),
        ("TagsWhatItMakes", {"StringEquals": {"ec2:CreateAction": "CreateNetworkInterface"}}),
        (
            "ServesInterfaces",
            {
                "StringEquals": {
                    "aws:ResourceTag/cluster.k8s.amazonaws.com/name": "loom-frankfurt-cluster"
                }
            },
        ),
        ("OnOwnNodes", NODES),
    ],
)
def test_addresses_are_those_of_the_cluster(sid: str, condition: object) -> None:
    assert permitted(RoleKey.CNI)[sid]["Condition"] == condition


def test_refused_packets_are_logged_with_the_cluster_s_own_logs() -> None:
    assert permitted(RoleKey.CNI)["LogsRefusals"]["Resource"] == [
        "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/eks/loom-frankfurt-cluster/cluster:*"
    ]


def test_a_volume_is_made_encrypted_and_only_with_its_own_key() -> None:
    found = permitted(RoleKey.STORAGE)
    assert found["MakesVolumes"]["Condition"]["Bool"] == {"ec2:Encrypted": "true"}
    for sid in ("EncryptsVolumes", "LendsTheKeyToEc2"):
        condition = found[sid]["Condition"]
        assert condition["ForAnyValue:StringLike"] == {
            "kms:ResourceAliases": ["alias/loom-frankfurt-volumes"]
        }
        via = condition["StringEquals"]["kms:ViaService"]
        assert via == "ec2.eu-central-1.amazonaws.com"
    assert found["LendsTheKeyToEc2"]["Condition"]["Bool"] == {"kms:GrantIsForAWSResource": "true"}


def test_volumes_are_those_that_the_driver_made_on_nodes_of_the_cluster() -> None:
    found = permitted(RoleKey.STORAGE)
    assert found["ServesVolumes"]["Condition"] == {
        "StringEquals": {"aws:ResourceTag/ebs.csi.aws.com/cluster": "true"}
    }
    assert found["OnOwnNodes"]["Condition"] == NODES
    assert not [a for a in actions(RoleKey.STORAGE) if "Snapshot" in a]


def test_the_controller_moves_targets_of_the_site_and_makes_no_balancer() -> None:
    found = permitted(RoleKey.LOAD_BALANCER_CONTROLLER)
    assert found["ServesTargets"]["Condition"] == OWN
    assert {a for a in actions(RoleKey.LOAD_BALANCER_CONTROLLER) if "Describe" not in a} == {
        "elasticloadbalancing:DeregisterTargets",
        "elasticloadbalancing:RegisterTargets",
    }


def test_tags_are_written_on_volumes_as_they_are_made() -> None:
    found = permitted(RoleKey.STORAGE)
    assert found["TagsWhatItMakes"]["Condition"] == {
        "StringEquals": {"ec2:CreateAction": "CreateVolume"}
    }
    assert found["MakesVolumes"]["Condition"]["StringEquals"] == {
        "aws:RequestTag/ebs.csi.aws.com/cluster": "true"
    }
