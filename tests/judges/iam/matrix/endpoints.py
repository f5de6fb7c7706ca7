"""What passes the endpoints of the network, and what does not, whatever its own permissions say."""

from collections.abc import Iterator

from enclave.derive.endpoints import endpoints
from tests.judges.iam.estate import Estate
from tests.judges.iam.rows import Row, row

# What an endpoint lets an administrator of our account do; and one call more of each service.
_PASSES = {
    "ec2": """
        ec2:AssignPrivateIpAddresses ec2:AttachNetworkInterface ec2:AttachVolume
        ec2:CreateNetworkInterface ec2:CreateTags ec2:DeleteNetworkInterface ec2:DeleteVolume
        ec2:DescribeAvailabilityZones ec2:DescribeInstanceTypes ec2:DescribeInstances
        ec2:DescribeNetworkInterfaces ec2:DescribeSecurityGroups ec2:DescribeSubnets
        ec2:DescribeTags ec2:DescribeVolumes ec2:DescribeVolumesModifications ec2:DescribeVpcs
        ec2:DetachNetworkInterface ec2:DetachVolume ec2:ModifyNetworkInterfaceAttribute
        ec2:ModifyVolume ec2:UnassignPrivateIpAddresses""",
    "eks": """
        eks:CreateAddon eks:DeleteAddon eks:DescribeAddon eks:DescribeAddonConfiguration
        eks:DescribeAddonVersions eks:DescribeCluster eks:DescribeUpdate eks:ListAddons
        eks:TagResource eks:UpdateAddon""",
    "eks-auth": "eks-auth:AssumeRoleForPodIdentity",
    "elasticloadbalancing": """
        elasticloadbalancing:DeregisterTargets elasticloadbalancing:DescribeTargetGroups
        elasticloadbalancing:DescribeTargetHealth elasticloadbalancing:RegisterTargets""",
    "logs": "logs:CreateLogStream logs:DescribeLogGroups logs:PutLogEvents",
    "ssm": "ssm:UpdateInstanceInformation",
    "ssmmessages": """
        ssmmessages:CreateControlChannel ssmmessages:CreateDataChannel
        ssmmessages:OpenControlChannel ssmmessages:OpenDataChannel""",
}
_REGISTRY = """
    ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetDownloadUrlForLayer
    ecr:CompleteLayerUpload ecr:DescribeImages ecr:DescribeRepositories ecr:InitiateLayerUpload
    ecr:ListImages ecr:PutImage ecr:UploadLayerPart"""
_OBJECTS = """
    s3:AbortMultipartUpload s3:DeleteObject s3:GetObject s3:GetObjectVersion
    s3:ListMultipartUploadParts s3:PutObject s3:PutObjectRetention"""
_KEYS = "kms:Decrypt kms:Encrypt kms:GenerateDataKey"
_STOPPED = {
    "ec2": "ec2:RunInstances ec2:CreateSnapshot",
    "ecr.api": "ecr:DeleteRepository ecr:SetRepositoryPolicy",
    "ecr.dkr": "ecr:DeleteRepository ecr:SetRepositoryPolicy",
    "eks": "eks:DeleteCluster eks:CreateAccessEntry",
    "elasticloadbalancing": """
        elasticloadbalancing:DescribeLoadBalancers elasticloadbalancing:ModifyListener""",
    "logs": "logs:GetLogEvents logs:CreateLogGroup logs:DescribeLogStreams",
    "ssm": "ssm:GetParameter ssm:SendCommand",
    "sts": "sts:GetSessionToken",
}
_HELD = {  # which the organization stops too
    "eks:CreateAccessEntry": " Settings",
    "elasticloadbalancing:ModifyListener": " Settings",
    "ssm:SendCommand": " Commands",
}
# One resource of each service for rows about callers, resources and the way they come.
_ONE = {
    "ec2": ("ec2:CreateTags", "ec2:volume/vol-1", "foreign:ec2:volume/vol-1"),
    "ecr.api": ("ecr:BatchGetImage", "repository:envoy", "foreign:ecr:repository/r"),
    "ecr.dkr": ("ecr:BatchGetImage", "repository:envoy", "foreign:ecr:repository/r"),
    "eks": ("eks:DescribeCluster", "eks:cluster/{cluster}", "foreign:eks:cluster/c"),
    "eks-auth": (
        "eks-auth:AssumeRoleForPodIdentity", "eks:cluster/{cluster}", "foreign:eks:cluster/c",
    ),
    "elasticloadbalancing": (
        "elasticloadbalancing:RegisterTargets",
        "elasticloadbalancing:targetgroup/t/1",
        "foreign:elasticloadbalancing:targetgroup/t/1",
    ),
    "logs": (
        "logs:CreateLogStream", "logs:log-group:g:log-stream:s",
        "foreign:logs:log-group:g:log-stream:s",
    ),
    "s3": ("s3:GetObject", "bucket:weights/w", "foreign:s3:theirs/w"),
    "ssm": (
        "ssm:UpdateInstanceInformation", "ec2:instance/i-1", "foreign:ec2:instance/i-1",
    ),
}  # fmt: skip
_CONTROLLED = (
    "ecr.api",
    "ecr.dkr",
    "kms",
    "logs",
    "s3",
)  # by RCPs too


def endpoint_rows() -> Iterator[Row]:
    """Endpoint by endpoint: what passes, what does not, from whom, to whom and how."""
    for service, actions in _PASSES.items():
        for action in actions.split():
            yield row("admin", action, "", "", "nodes, pods or the runner call it", through=service)
    for service, actions in _STOPPED.items():
        for action in actions.split():
            held = _HELD.get(action, "")
            yield row(
                "admin", action, "", f"endpoint{held}", "none of ours calls it", through=service
            )
    yield row("admin", "eks-auth:AssumeRoleForPodIdentity", "", "endpoint ...", "it has its own",
              through="eks")  # fmt: skip
    yield from _registry()
    yield from _buckets()
    yield from _key_use()
    yield from _volumes()
    yield from _signs("ssmmessages", "ssmmessages:OpenDataChannel", "")
    for service, (action, own, foreign) in _ONE.items():
        yield from _perimeter(service, action, own, foreign)
    for action in ("sts:AssumeRole", "sts:TagSession"):
        yield row(
            "admin", action, "role:other", "endpoint ...", "pods get their roles from EKS Auth",
            through="sts",
        )  # fmt: skip


def own_endpoint_rows(estate: Estate) -> Iterator[Row]:
    """Each endpoint that the stacks make may be made."""
    for endpoint in endpoints(estate.declaration, estate.site):
        yield row(
            "admin", "ec2:CreateVpcEndpoint", "ec2:vpc-endpoint/vpce-1", "", endpoint.reason,
            ec2__VpceServiceName=endpoint.service_name,
        )  # fmt: skip


def _registry() -> Iterator[Row]:
    for through in ("ecr.api", "ecr.dkr"):
        yield row("admin", "ecr:GetAuthorizationToken", "", "", "login", through=through)
        for action in _REGISTRY.split():
            yield row("admin", action, "repository:envoy", "", "loads and pulls", through=through)


def _buckets() -> Iterator[Row]:
    for action in _OBJECTS.split():
        yield row("admin", action, "bucket:weights/w", "", "objects of the site", through="s3")
    yield row("admin", "s3:ListBucket", "bucket:weights", "", "objects of the site", through="s3")
    for action in ("s3:PutObjectAcl", "s3:DeleteObjectVersion"):
        yield row(
            "admin",
            action,
            "bucket:weights/w",
            "endpoint ...",
            "none of ours calls it",
            through="s3",
        )
    yield row(
        "admin", "s3:PutBucketPolicy", "bucket:weights", "endpoint RecordBuckets",
        "stacks come another way", through="s3",
    )  # fmt: skip


def _key_use() -> Iterator[Row]:
    for action in _KEYS.split():
        yield row("admin", action, "key:secrets", "key" if "Generate" in action else "",
                  "secrets of the stacks", through="kms")  # fmt: skip
    for action in ("kms:ReEncryptFrom", "kms:GenerateDataKeyWithoutPlaintext"):
        yield row(
            "admin",
            action,
            "key:secrets",
            "key endpoint ...",
            "none of ours calls it",
            through="kms",
        )
    yield row(
        "admin", "kms:DescribeKey", "key:secrets", "endpoint ...", "none of ours calls it",
        through="kms",
    )  # fmt: skip
    yield row(
        "admin", "kms:PutKeyPolicy", "key:secrets", "endpoint KeyPolicies ...", "another way",
        through="kms",
    )  # fmt: skip
    yield from _perimeter("kms", "kms:Decrypt", "key:secrets", "foreign:kms:key/k")


def _volumes() -> Iterator[Row]:
    make = ("admin", "ec2:CreateVolume", "ec2:volume/vol-1")
    nobodys = {"aws__ResourceAccount": None, "aws__ResourceOrgID": None}
    yield row(*make, "", "a new volume has no owner yet", through="ec2", **nobodys)
    yield row(
        *make,
        "endpoint ...",
        "in plain text",
        through="ec2",
        aws__SecureTransport="false",
        **nobodys,
    )
    yield row("stranger", make[1], "foreign:ec2:volume/v", "endpoint ...", "foreign credentials",
              through="ec2", **nobodys)  # fmt: skip
    for changed in ({"aws__PrincipalAccount": "{colleague}"}, {"aws__PrincipalOrgID": "{foreign}"}):
        yield row(
            *make, "endpoint ...", "one of the two is wrong", through="ec2", **nobodys, **changed
        )


def _perimeter(service: str, action: str, own: str, foreign: str) -> Iterator[Row]:
    yield row(
        "admin", action, foreign, "endpoint ...", "somebody else's, from inside", through=service
    )
    yield row(
        "stranger", action, foreign, "endpoint ...", "foreign credentials carry data out",
        through=service,
    )  # fmt: skip
    yield from _signs(service, action, own)


def _signs(service: str, action: str, own: str) -> Iterator[Row]:
    """Each sign of our own alone wrong."""
    controlled = service in _CONTROLLED
    key = " key" if own.startswith("key") else ""
    plain = " Plain" if controlled else ""
    tls = " TlsOnly" if own.startswith("bucket") else ""
    strangers = " Strangers" if controlled else ""
    others = " OtherAccounts" if own.startswith(("bucket", "key", "repository")) else ""
    yield row("admin", action, own, "", "our own, from our own", through=service)
    yield row(
        "admin", action, own, f"endpoint{plain}{tls} ...", "in plain text", through=service,
        aws__SecureTransport="false",
    )  # fmt: skip
    for sign, stopped_by in (
        ("aws__PrincipalAccount", f"endpoint{others}"),
        ("aws__PrincipalOrgID", f"endpoint{strangers}{key} ..."),
        ("aws__ResourceAccount", "endpoint"),
        ("aws__ResourceOrgID", "endpoint"),
    ):
        value = "{foreign}" if sign.endswith("ID") else "{stranger}"
        yield row(
            "admin", action, own, stopped_by, f"its {sign[5:]} alone is wrong", through=service,
            **{sign: value},
        )  # fmt: skip
