"""Permissions of what makes the cluster one: control plane, nodes, addresses, volumes, targets.

Own documents, each narrower than the managed one of AWS for the same purpose. Machines and network
interfaces are told by the tag of the cluster, which EKS and the CNI put on them; the launch
template has to put it on the first interface of a node. Pulls come from the site's own registry
and, where it is known whose they are, from that of the EKS add-ons.
"""

from collections.abc import Iterator

from enclave.derive.keys import Purpose
from enclave.derive.policy_documents import Condition, Statement
from enclave.derive.repositories import repositories
from enclave.derive.role_site import RoleSite, allow
from enclave.facts.add_on_images import add_on_account

PULL = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
_CLUSTER_TAG = "cluster.k8s.amazonaws.com/name"  # what the CNI writes on interfaces it makes
_VOLUME_TAG = "ebs.csi.aws.com/cluster"  # what the CSI driver writes on volumes it makes


def cluster_statements(here: RoleSite) -> Iterator[Statement]:
    """The control plane looks at nodes; it makes no load balancers (EKS User Guide, cluster role).

    The key's own policy and the deployer's grant let it encrypt.
    """
    yield allow(
        "Looks",
        (
            "ec2:DescribeAvailabilityZones",
            "ec2:DescribeDhcpOptions",
            "ec2:DescribeInstanceTopology",
            "ec2:DescribeInstances",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeVpcs",
        ),
    )
    yield allow(
        "TagsNodes",
        ("ec2:CreateTags",),
        [here.names.arn("ec2", "instance/*")],
        {"ForAnyValue:StringLike": {"aws:TagKeys": "kubernetes.io/cluster/*"}},
    )
    yield here.keys("KnowsItsKey", ("kms:DescribeKey",), (Purpose.CLUSTER,))


def node_statements(here: RoleSite) -> Iterator[Statement]:
    """A node joins, pulls, and hands pods their own roles; it stores and reads nothing."""
    yield allow("Joins", ("eks:DescribeCluster",), [here.cluster_arn])
    yield allow("KnowsItself", ("ec2:DescribeInstances",))
    yield allow("HandsOutRoles", ("eks-auth:AssumeRoleForPodIdentity",), [here.cluster_arn])
    yield allow("LogsIn", ("ecr:GetAuthorizationToken",))
    yield allow("Pulls", PULL, registry(here))
    owner = add_on_account(here.names.region)
    if owner is not None:
        names = here.names
        arn = f"arn:{names.partition}:ecr:{names.region}:{owner}:repository/*"
        yield allow("PullsAddOns", PULL, [arn])


def registry(here: RoleSite) -> list[str]:
    """ARNs of the site's repositories."""
    found = repositories(here.declaration, here.site)
    return [here.names.arn("ecr", f"repository/{each.name}") for each in found]


def cni_statements(here: RoleSite) -> Iterator[Statement]:
    """Addresses for pods on the cluster's own interfaces, and refused packets in its log."""
    interface = here.names.arn("ec2", "network-interface/*")
    of_cluster = {f"aws:ResourceTag/{_CLUSTER_TAG}": here.cluster}
    yield allow(
        "Looks",
        (
            "ec2:DescribeInstanceTypes",
            "ec2:DescribeInstances",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeTags",
            "logs:DescribeLogGroups",
        ),
    )
    yield allow(
        "MakesInterfaces",
        ("ec2:CreateNetworkInterface",),
        [interface],
        {"StringEquals": {f"aws:RequestTag/{_CLUSTER_TAG}": here.cluster}},
    )
    yield allow(
        "InOwnNetwork",
        ("ec2:CreateNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute"),
        [here.names.arn("ec2", "subnet/*"), here.names.arn("ec2", "security-group/*")],
        {"StringEquals": here.own},
    )
    yield allow(
        "TagsWhatItMakes",
        ("ec2:CreateTags",),
        [interface],
        {"StringEquals": {"ec2:CreateAction": "CreateNetworkInterface"}},
    )
    yield allow(
        "ServesInterfaces",
        (
            "ec2:AssignPrivateIpAddresses",
            "ec2:AttachNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DetachNetworkInterface",
            "ec2:ModifyNetworkInterfaceAttribute",
            "ec2:UnassignPrivateIpAddresses",
        ),
        [interface],
        {"StringEquals": of_cluster},
    )
    yield allow(
        "OnOwnNodes",
        (
            "ec2:AttachNetworkInterface",
            "ec2:DetachNetworkInterface",
            "ec2:ModifyNetworkInterfaceAttribute",
        ),
        [here.names.arn("ec2", "instance/*")],
        _on_nodes(here),
    )
    group = here.names.arn("logs", f"log-group:/aws/eks/{here.cluster}/cluster:*")
    yield allow("LogsRefusals", ("logs:CreateLogStream", "logs:PutLogEvents"), [group])


def storage_statements(here: RoleSite) -> Iterator[Statement]:
    """Volumes of the cluster, encrypted with their key, on its own nodes; no snapshots."""
    volume = here.names.arn("ec2", "volume/*")
    made: Condition = {"StringEquals": {f"aws:ResourceTag/{_VOLUME_TAG}": "true"}}
    yield allow(
        "Looks",
        (
            "ec2:DescribeAvailabilityZones",
            "ec2:DescribeInstances",
            "ec2:DescribeTags",
            "ec2:DescribeVolumes",
            "ec2:DescribeVolumesModifications",
        ),
    )
    yield allow(
        "MakesVolumes",
        ("ec2:CreateVolume",),
        [volume],
        {
            "StringEquals": {f"aws:RequestTag/{_VOLUME_TAG}": "true"},
            "Bool": {"ec2:Encrypted": "true"},
        },
    )
    yield allow(
        "TagsWhatItMakes",
        ("ec2:CreateTags",),
        [volume],
        {"StringEquals": {"ec2:CreateAction": "CreateVolume"}},
    )
    yield allow(
        "ServesVolumes",
        ("ec2:AttachVolume", "ec2:DeleteVolume", "ec2:DetachVolume", "ec2:ModifyVolume"),
        [volume],
        made,
    )
    yield allow(
        "OnOwnNodes",
        ("ec2:AttachVolume", "ec2:DetachVolume"),
        [here.names.arn("ec2", "instance/*")],
        _on_nodes(here),
    )
    yield from _encrypts_volumes(here)


def _encrypts_volumes(here: RoleSite) -> Iterator[Statement]:
    key = (Purpose.VOLUMES,)
    yield here.keys(
        "EncryptsVolumes",
        (
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo",
        ),
        key,
        through="ec2",
    )
    yield here.keys(
        "LendsTheKeyToEc2",
        ("kms:CreateGrant",),
        key,
        through="ec2",
        condition={"Bool": {"kms:GrantIsForAWSResource": "true"}},
    )


def balancer_statements(here: RoleSite) -> Iterator[Statement]:
    """Targets in and out of the door's own target groups, and nothing that makes a balancer."""
    yield allow(
        "Looks",
        (
            "ec2:DescribeVpcs",
            "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeTargetHealth",
        ),
    )
    yield allow(
        "ServesTargets",
        ("elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"),
        [here.names.arn("elasticloadbalancing", "targetgroup/*/*")],
        {"StringEquals": here.own},
    )


def _on_nodes(here: RoleSite) -> Condition:
    return {"StringEquals": {f"aws:ResourceTag/kubernetes.io/cluster/{here.cluster}": "owned"}}
