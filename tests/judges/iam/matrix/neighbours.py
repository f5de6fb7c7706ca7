"""Calls that ours need, with one sign of them changed: each sign alone stops what is not ours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tests.judges.iam.estate import Estate
from tests.judges.iam.matrix.needed import needed_rows
from tests.judges.iam.rows import Row

_WRONG: Mapping[str, str | Sequence[str] | None] = {
    "aws:RequestedRegion": "us-east-1",
    "aws:TagKeys": ["other"],
    "ec2:CreateAction": "RunInstances",
    "ec2:Encrypted": "false",
    "kms:GrantIsForAWSResource": "false",
    "kms:ResourceAliases": ["alias/other"],
    "kms:ViaService": "via:athena",
    "s3:prefix": "other/",
}
_SITE, _NEW = "aws:ResourceTag/enclave:site", "aws:RequestTag/enclave:site"
_NOT_ASKED = frozenset({_SITE, "aws:RequestedRegion"})  # of the key of volumes: it is of a region
# What a call carries that no policy asks for.
_TELLS_NOTHING = frozenset({"aws:ResourceTag/Name", "ssm:SessionDocumentAccessCheck"})


def neighbour_rows(estate: Estate) -> Iterator[Row]:
    """One row for each sign of each call that a role of the site needs."""
    for row in needed_rows(estate):
        for key in row.changes:
            if not _tells_nothing(row, key):
                kind = "boundary" if key == "aws:RequestedRegion" else "identity"
                wrong = {**row.changes, key: _WRONG.get(key, "other")}
                yield _stopped(row, kind, f"its {key} is wrong", changes=wrong)
        yield from _other_actions(row)
        yield from _other_versions(row)
        direct = row.does.startswith("kms:") and "kms:ViaService" not in row.changes
        if direct and row.who != "the-deployer":
            through = {**row.changes, "kms:ViaService": "via:athena"}
            yield _stopped(row, "identity", "it is used directly", changes=through)
        if row.to != "*" and (row.to.split(":")[4] or row.does.startswith("s3:")):
            yield _stopped(row, "identity", "it is somebody else's", to=_elsewhere(row.to))


# What nobody of ours does to a thing that ours use: by service, then by the kind of thing.
_NEVER = {
    "ec2:instance": "ec2:TerminateInstances",
    "ec2:network-interface": "ec2:CreateNetworkInterfacePermission",
    "ec2:security-group": "ec2:DeleteSecurityGroup",
    "ec2:subnet": "ec2:DeleteSubnet",
    "ec2:volume": "ec2:CreateSnapshot",
    "ec2:*": "ec2:DescribeSnapshots",
    "ecr:repository": "ecr:DeleteRepository",
    "eks:addon": "eks:UntagResource",
    "eks:cluster": "eks:DeleteCluster",
    "elasticloadbalancing:targetgroup": "elasticloadbalancing:DeleteTargetGroup",
    "firehose:deliverystream": "firehose:DeleteDeliveryStream",
    "kms:key": "kms:DisableKeyRotation",
    "logs:log-group": "logs:DeleteLogStream",
    "s3:bucket": "s3:DeleteBucket",
    "s3:object": "s3:DeleteObjectVersion",
    "ec2:vpc-endpoint-service": "ec2:DeleteVpcEndpointServiceConfigurations",
    "sns:": "sns:DeleteTopic",
    "ssm:document": "ssm:DeleteDocument",
    "ssm:instance": "ssm:SendCommand",
}
# Keys of a few actions only: another one comes without them.
_OF_ONE_ACTION = frozenset(
    {
        "ec2:CreateAction",
        "ec2:Encrypted",
        "kms:GrantIsForAWSResource",
        "s3:prefix",
        "ssm:SessionDocumentAccessCheck",
    }
)


def _other_actions(row: Row) -> Iterator[Row]:
    kind = f"{row.does.partition(':')[0]}:{_kind_of(row.to)}"
    if row.who != "the-deployer" and kind in _NEVER:
        told = {key: value for key, value in row.changes.items() if key not in _OF_ONE_ACTION}
        yield _stopped(row, "identity", "no role does that", does=_NEVER[kind], changes=told)


def _other_versions(row: Row) -> Iterator[Row]:
    if "s3:prefix" in row.changes:
        yield _stopped(row, "identity", "no role does that", does="s3:ListBucketVersions")


def _kind_of(arn: str) -> str:
    """`instance` of an instance's ARN, `bucket` or `object`; empty where the ARN says none."""
    if arn == "*":
        return arn
    service, name = arn.split(":")[2], arn.split(":", 5)[5]
    if service == "s3":
        return "object" if "/" in name else "bucket"
    return "" if service == "sns" else name.replace(":", "/").partition("/")[0]


def _tells_nothing(row: Row, key: str) -> bool:
    # What tags a thing gets when it is made, the making itself is asked.
    made = row.does == "ec2:CreateTags" and key.startswith("aws:RequestTag/")
    # What the deployer may touch is told by its name, or by the site's tag where AWS names it.
    signs = {_SITE, _NEW} if row.does.startswith("ec2:") else {"iam:PassedToService"}
    deployer = row.who == "the-deployer" and key not in signs
    # The key of volumes admits the account itself through EC2, whatever a role's own policy says.
    volumes = row.who == "storage" and row.does.startswith("kms:") and key in _NOT_ASKED
    # Who it is anybody may ask, whatever policies say.
    return (
        made or deployer or volumes or key in _TELLS_NOTHING or row.does == "sts:GetCallerIdentity"
    )


def _stopped(row: Row, kind: str, why: str, **changed: object) -> Row:
    return replace(row, stopped_by=f"{kind} ...", why=why, **changed)  # type: ignore[arg-type]


def _elsewhere(arn: str) -> str:
    parts = arn.split(":", 5)
    if parts[2] == "s3":
        return ":".join([*parts[:5], f"other-{parts[5]}"])
    return ":".join([*parts[:4], "999988887777", parts[5]])
