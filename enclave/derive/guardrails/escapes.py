"""Calls in an allowed region that carry data to another one, or to another organization.

The region lock sees the endpoint that is called, not where the data goes.
"""

from collections.abc import Iterator

from enclave.derive.guardrails.estate import Estate, deny
from enclave.derive.policy_documents import Statement


def escape_statements(estate: Estate) -> Iterator[Statement]:
    """No copy leaves the regions, nothing is shared out, nothing is written to others."""
    yield deny("Copies", _COPIES)
    yield deny("Shares", _SHARES)
    yield deny("Senders", _SENDERS)
    yield from _alarms_stay_inside(estate)
    yield deny(
        "BucketsElsewhere",
        ["s3:CreateBucket"],
        StringNotEquals={"s3:locationconstraint": estate.regions},
    )
    yield deny(
        "ToOthers",
        _TO_OTHERS,
        StringNotEqualsIfExists={"aws:ResourceAccount": estate.accounts},
    )


def _alarms_stay_inside(estate: Estate) -> Iterator[Statement]:
    """Rules and topics deliver to the site accounts only, whoever sets them."""
    yield deny(
        "TargetsElsewhere",
        ["events:PutTargets"],
        ForAnyValue__ArnNotLike={
            "events:TargetArn": [
                f"arn:{estate.partition}:*:{region}:{account}:*"
                for region in estate.regions
                for account in estate.accounts
            ]
        },
    )
    yield deny(
        "SubscribersElsewhere",
        ["sns:Subscribe"],
        StringNotLike={"sns:Endpoint": estate.arns("sqs", estate.accounts, "*")},
    )


# Services that are not allowed stand here too: for the day on which one is.
_COPIES = (
    "backup:CopyFromBackupVault",
    "backup:CopyIntoBackupVault",
    "backup:StartCopyJob",
    "dynamodb:CreateGlobalTable",
    "dynamodb:CreateTableReplica",
    "dynamodb:UpdateGlobalTable",
    "ec2:CopyImage",
    "ec2:CopySnapshot",
    "ecr:CreatePullThroughCacheRule",
    "ecr:PutReplicationConfiguration",
    "ecr:UpdatePullThroughCacheRule",
    "rds:*GlobalCluster*",
    "rds:StartDBInstanceAutomatedBackupsReplication",
    "s3:CreateJob",
    "s3:CreateMultiRegionAccessPoint",
    "s3:PutAccelerateConfiguration",
    "s3:PutMultiRegionAccessPointPolicy",
    "s3:PutReplicationConfiguration",
    "s3:SubmitMultiRegionAccessPointRoutes",
    "secretsmanager:ReplicateSecretToRegions",
)
_SHARES = (
    "acm:ExportCertificate",
    "ec2:CreateInstanceExportTask",
    "ec2:CreateStoreImageTask",
    "ec2:ExportImage",
    "ec2:ModifyFpgaImageAttribute",
    "ec2:ModifyImageAttribute",
    "ec2:ModifySnapshotAttribute",
    "logs:CreateExportTask",
    "logs:PutDestination*",
    "ram:*",
    "s3:PutAnalyticsConfiguration",
    "s3:PutInventoryConfiguration",
    "ssm:ModifyDocumentPermission",
)
# What AWS itself would send on, from a network of its own.
_SENDERS = (
    "cloudwatch:PutMetricStream",
    "events:CreateApiDestination",
    "events:CreateConnection",
    "events:CreateEndpoint",
    "events:UpdateApiDestination",
    "events:UpdateConnection",
    "events:UpdateEndpoint",
    "guardduty:CreatePublishingDestination",
    "guardduty:UpdatePublishingDestination",
    "s3:PutBucketNotification",
    "ssm:CreateResourceDataSync",
    "ssm:UpdateResourceDataSync",
)
_TO_OTHERS = (
    "ecr:PutImage",
    "ecr:UploadLayerPart",
    "events:PutEvents",
    "firehose:PutRecord*",
    "kms:Encrypt",
    "kms:GenerateDataKey*",
    "kms:ReEncryptTo",
    "logs:PutLogEvents",
    "s3:PutObject",
    "sns:Publish",
    "sqs:SendMessage",
    "sts:AssumeRole",
)
