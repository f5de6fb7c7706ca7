"""Endpoint policies: who may do what through an endpoint, whatever its own permissions say.

Caller and resource both belong to the site's own account, which belongs to the organization, the
actions are those that the site's machines need, and the request came over TLS. Two things that AWS
itself owns are let through, since no cluster runs without them: the bucket that holds image layers
(ECR signs those requests itself, so no condition on the caller can hold), and images of EKS
add-ons, pull only, where it is known whose they are; elsewhere the site's own registry must hold
them.
The repositories of Amazon Linux are not: Bottlerocket needs none, and packages come by bundle.
Calls that an AWS service makes for itself come by no endpoint of ours, so none is admitted.
"""

from collections.abc import Iterator

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.endpoints import endpoints
from enclave.derive.policy_documents import Document, Statement, document, ours, over_tls
from enclave.facts.add_on_images import add_on_account
from enclave.problems import Problem

_PULL = (
    "ecr:BatchCheckLayerAvailability",
    "ecr:BatchGetImage",
    "ecr:GetDownloadUrlForLayer",
)
_ECR = (
    *_PULL,
    "ecr:CompleteLayerUpload",
    "ecr:DescribeImages",
    "ecr:DescribeRepositories",
    "ecr:GetAuthorizationToken",
    "ecr:InitiateLayerUpload",
    "ecr:ListImages",
    "ecr:PutImage",
    "ecr:UploadLayerPart",
)
_KMS = (
    "kms:Decrypt",
    "kms:Encrypt",
    "kms:GenerateDataKey",
)
ACTIONS: dict[str, tuple[str, ...]] = {
    "ec2": (
        "ec2:AssignPrivateIpAddresses",
        "ec2:AttachNetworkInterface",
        "ec2:AttachVolume",
        "ec2:CreateNetworkInterface",
        "ec2:CreateTags",
        "ec2:DeleteNetworkInterface",
        "ec2:DeleteVolume",
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeInstances",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeTags",
        "ec2:DescribeVolumes",
        "ec2:DescribeVolumesModifications",
        "ec2:DescribeVpcs",
        "ec2:DetachNetworkInterface",
        "ec2:DetachVolume",
        "ec2:ModifyNetworkInterfaceAttribute",
        "ec2:ModifyVolume",
        "ec2:UnassignPrivateIpAddresses",
    ),
    "ecr.api": _ECR,
    "ecr.dkr": _ECR,
    "eks": (
        "eks:CreateAddon",
        "eks:DeleteAddon",
        "eks:DescribeAddon",
        "eks:DescribeAddonConfiguration",
        "eks:DescribeAddonVersions",
        "eks:DescribeCluster",
        "eks:DescribeUpdate",
        "eks:ListAddons",
        "eks:TagResource",
        "eks:UpdateAddon",
    ),
    "eks-auth": ("eks-auth:AssumeRoleForPodIdentity",),
    "elasticloadbalancing": (
        "elasticloadbalancing:DeregisterTargets",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
        "elasticloadbalancing:RegisterTargets",
    ),
    "kms": _KMS,
    "kms-fips": _KMS,
    "logs": ("logs:CreateLogStream", "logs:DescribeLogGroups", "logs:PutLogEvents"),
    "s3": (
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:ListBucket",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
        "s3:PutObjectRetention",
    ),
    "ssm": ("ssm:UpdateInstanceInformation",),
    "ssmmessages": (
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    ),
    "sts": ("sts:GetCallerIdentity",),  # pods get their roles from EKS Auth
}


# A new volume may have no owner yet when the request is judged: the IAM User Guide (condition keys,
# as of 2023) lists the action among those without aws:ResourceAccount. It is the caller's own.
_CREATE_VOLUME = "ec2:CreateVolume"


def endpoint_policy(declaration: Declaration, site: str, service: str) -> Document:
    """The policy of one of the site's endpoints, by the service's short name.

    Raises Problem for a service that has no endpoint at the site, and for a data centre.
    """
    if service not in {endpoint.service for endpoint in endpoints(declaration, site)}:
        raise Problem(
            where=f"sites.{site}",
            problem=f"has no endpoint for {service}",
            fix="name a service that derive/endpoints.py lists for it",
        )
    names = aws_names(declaration, site)
    return document(_statements(declaration, names, service))


def _statements(declaration: Declaration, names: AwsNames, service: str) -> Iterator[Statement]:
    yield _own_account(declaration, names, service)
    if service == "ec2":
        yield _new_volumes(declaration, names)
    if service == "s3":
        yield _image_layers(names)
    owner = add_on_account(names.region)
    if service.startswith("ecr.") and owner is not None:
        yield _add_on_images(declaration, names, owner)


def _own_account(declaration: Declaration, names: AwsNames, service: str) -> Statement:
    return {
        "Sid": "OwnAccountOnly",
        "Effect": "Allow",
        "Principal": "*",
        "Action": list(ACTIONS[service]),
        "Resource": "*",
        "Condition": {"StringEquals": ours(declaration, names), **over_tls()},
    }


def _new_volumes(declaration: Declaration, names: AwsNames) -> Statement:
    return {
        "Sid": "NewVolumes",
        "Effect": "Allow",
        "Principal": "*",
        "Action": [_CREATE_VOLUME],
        "Resource": "*",
        "Condition": {"StringEquals": ours(declaration, names, resource=False), **over_tls()},
    }


def _image_layers(names: AwsNames) -> Statement:
    return {
        "Sid": "ImageLayers",
        "Effect": "Allow",
        "Principal": "*",
        "Action": ["s3:GetObject"],
        "Resource": [names.bucket(f"prod-{names.region}-starport-layer-bucket/*")],
        "Condition": over_tls(),
    }


def _add_on_images(declaration: Declaration, names: AwsNames, owner: str) -> Statement:
    repositories = f"arn:{names.partition}:ecr:{names.region}:{owner}:repository/*"
    return {
        "Sid": "AddOnImages",
        "Effect": "Allow",
        "Principal": "*",
        "Action": list(_PULL),
        "Resource": [repositories],
        "Condition": {
            "StringEquals": ours(declaration, names, resource=False)
            | {"aws:ResourceAccount": owner},
            **over_tls(),
        },
    }
