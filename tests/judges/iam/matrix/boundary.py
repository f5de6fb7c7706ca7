"""What no role of a site exceeds, whatever its own policies say: a role that may do everything."""

from collections.abc import Iterator

from tests.judges.iam.rows import Row, row

_WHO = "bounded"
_NEVER = """
    ec2:RunInstances ecr:DeleteRepository eks:DeleteCluster firehose:DeleteDeliveryStream
    elasticloadbalancing:CreateLoadBalancer iam:CreateRole logs:CreateLogGroup
    s3:PutBucketPolicy sns:DeleteTopic ssm:SendCommand"""


def boundary_rows() -> Iterator[Row]:
    """Beyond it nothing, within it what some role needs."""
    for action in _NEVER.split():
        yield row(_WHO, action, "", "boundary ...", "no role of the site needs it")
    yield row(_WHO, "sts:DecodeAuthorizationMessage", "", "boundary ...", "no role asks")
    yield row(
        "acceptor", "ec2:DescribeVpcEndpointConnections", "", "identity boundary ...",
        "another region", aws__RequestedRegion="us-east-1",
    )  # fmt: skip
    yield row(_WHO, "kms:PutKeyPolicy", "key:weights", "boundary ...", "no role changes a key")
    for action in (
        "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo",
    ):  # fmt: skip
        yield row(_WHO, action, "key:weights", "", "some role needs it", kms__ViaService="via:s3")
    yield row(
        _WHO, "kms:CreateGrant", "key:registry", "", "some role needs it",
        kms__ViaService="via:ecr", kms__GrantIsForAWSResource="true",
    )  # fmt: skip
