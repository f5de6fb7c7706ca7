"""Permissions of the runner: it loads bundles, deploys the platform layer, and holds the tunnel.

It reads the state of every layer and writes that of its own. It passes no role and makes none.
"""

from collections.abc import Iterator

from enclave.derive.buckets import BucketRole, index_folder
from enclave.derive.cluster_policies import PULL, registry
from enclave.derive.keys import Purpose
from enclave.derive.policy_documents import Statement
from enclave.derive.role_site import RoleSite, allow
from enclave.derive.state_backend import state_backend
from enclave.derive.workload_policies import KEEP, READ

_LOAD = ("s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject")
_ADD_ONS = ("coredns", "aws-ebs-csi-driver")  # those that need the baseline first


def runner_statements(here: RoleSite) -> Iterator[Statement]:
    """All that the runner's instance may do."""
    yield from _bundles(here)
    yield from _images(here)
    yield from _state(here)
    yield from _platform(here)
    yield from _sessions(here)


def _bundles(here: RoleSite) -> Iterator[Statement]:
    yield allow("ReadsBundles", READ, [here.bucket(BucketRole.BUNDLES, "*")])
    yield allow(
        "FindsBundles",
        ("s3:ListBucket",),
        [here.bucket(BucketRole.BUNDLES), here.bucket(BucketRole.WEIGHTS)],
    )
    yield allow(
        "LoadsWeightsAndIndexes",
        _LOAD,
        [
            here.bucket(BucketRole.WEIGHTS, "*"),
            here.bucket(BucketRole.BUNDLES, index_folder("*") + "*"),
        ],
    )
    yield here.keys(
        "EncryptsWhatItLoads",
        KEEP,
        (Purpose.BUNDLES, Purpose.INDEX, Purpose.WEIGHTS),
        through="s3",
    )


def _images(here: RoleSite) -> Iterator[Statement]:
    yield allow("LogsIn", ("ecr:GetAuthorizationToken",))
    yield allow(
        "LoadsImages",
        (
            *PULL,
            "ecr:CompleteLayerUpload",
            "ecr:DescribeImages",
            "ecr:DescribeRepositories",
            "ecr:InitiateLayerUpload",
            "ecr:ListImages",
            "ecr:PutImage",
            "ecr:UploadLayerPart",
        ),
        registry(here),
    )


def _state(here: RoleSite) -> Iterator[Statement]:
    """Pulumi keeps files as `.pulumi/KIND/PROJECT/STACK`: all are read, one stack's written."""
    state = state_backend(here.declaration, here.site)
    bucket = here.names.bucket(state.bucket)
    yield allow("ReadsState", ("s3:GetObject",), [f"{bucket}/.pulumi/*"])
    yield allow("FindsState", ("s3:ListBucket",), [bucket])
    yield allow(
        "WritesStateOfThePlatform",
        ("s3:DeleteObject", "s3:PutObject"),
        [f"{bucket}/.pulumi/*/{here.site}-platform*"],
    )
    yield here.key("EncryptsState", KEEP, state.bucket_key, through="s3")
    yield here.key("OpensSecrets", ("kms:Decrypt", "kms:Encrypt"), state.secrets_key)


def _platform(here: RoleSite) -> Iterator[Statement]:
    add_ons = [here.names.arn("eks", f"addon/{here.cluster}/{name}/*") for name in _ADD_ONS]
    yield allow("KnowsWhoItIs", ("sts:GetCallerIdentity",))
    yield allow("KnowsAddOns", ("eks:DescribeAddonConfiguration", "eks:DescribeAddonVersions"))
    yield allow(
        "PutsAddOnsIntoTheCluster",
        ("eks:CreateAddon", "eks:DescribeCluster", "eks:DescribeUpdate", "eks:ListAddons"),
        [here.cluster_arn],
    )
    yield allow(
        "ServesAddOns",
        (
            "eks:DeleteAddon",
            "eks:DescribeAddon",
            "eks:DescribeUpdate",
            "eks:TagResource",
            "eks:UpdateAddon",
        ),
        add_ons,
    )


def _sessions(here: RoleSite) -> Iterator[Statement]:
    instance = here.names.arn("ec2", "instance/*")
    yield allow("SaysThatItIsThere", ("ssm:UpdateInstanceInformation",), [instance])
    yield allow(
        "HoldsSessions",
        (
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
        ),
    )
