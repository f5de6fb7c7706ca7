"""What watches and what binds: nobody switches it off, and nobody steps out of it."""

from collections.abc import Iterator

from enclave.derive.guardrails.estate import PRINCIPAL, Estate, deny
from enclave.derive.policy_documents import Statement


def control_statements(estate: Estate) -> Iterator[Statement]:
    """Records go on, roles that are left out elsewhere stay as they are, the account stays."""
    yield deny("Records", _RECORDS, but=estate.trusted)
    yield deny("Settings", _SETTINGS, but=estate.trusted)
    yield deny("RecordBuckets", _OF_BUCKETS, resources=estate.buckets, but=estate.trusted)
    yield deny("StateBuckets", _OF_STATES, resources=estate.states, but=(estate.break_glass,))
    yield deny("Membership", _MEMBERSHIP)
    yield deny("Identities", _IDENTITIES)
    yield deny("TrustedRoles", _OF_ROLES, resources=list(estate.trusted), but=(estate.break_glass,))
    yield deny(
        "SiteRoles",
        [*_OF_ROLES, "iam:PassRole"],
        resources=[*estate.roles, *estate.acceptors, *estate.operators, *estate.carriers],
        but=estate.trusted,
    )
    yield deny("Boundaries", _OF_BOUNDARIES, resources=estate.boundaries, but=(estate.break_glass,))
    yield deny(
        "Root",
        ["*"],
        ArnLike={PRINCIPAL: f"arn:{estate.partition}:iam::*:root"},
        Null={"aws:AssumedRoot": True},  # sessions that the management account opens for a task
    )


_RECORDS = (
    "cloudtrail:CreateTrail",
    "cloudtrail:DeleteTrail",
    "cloudtrail:PutEventSelectors",
    "cloudtrail:StopLogging",
    "cloudtrail:UpdateTrail",
    "cloudwatch:DeleteAlarms",
    "cloudwatch:DisableAlarmActions",
    "cloudwatch:PutCompositeAlarm",
    "cloudwatch:PutMetricAlarm",
    "cloudwatch:SetAlarmState",
    "config:DeleteConfigurationRecorder",
    "config:DeleteDeliveryChannel",
    "config:PutConfigurationRecorder",
    "config:PutDeliveryChannel",
    "config:StopConfigurationRecorder",
    "ec2:CreateFlowLogs",
    "ec2:DeleteFlowLogs",
    "events:DeleteRule",
    "events:DisableRule",
    "events:PutPermission",
    "events:PutRule",
    "events:PutTargets",
    "events:RemoveTargets",
    "firehose:CreateDeliveryStream",
    "firehose:DeleteDeliveryStream",
    "firehose:StopDeliveryStreamEncryption",
    "firehose:UpdateDestination",
    "guardduty:DeleteDetector",
    "guardduty:Disassociate*",
    "guardduty:StopMonitoringMembers",
    "guardduty:UpdateDetector",
    "logs:CreateDelivery",
    "logs:DeleteLogGroup",
    "logs:DeleteLogStream",
    "logs:DeleteMetricFilter",
    "logs:DeleteSubscriptionFilter",
    "logs:DisassociateKmsKey",
    "logs:PutAccountPolicy",
    "logs:PutMetricFilter",
    "logs:PutRetentionPolicy",
    "logs:PutSubscriptionFilter",
    "route53resolver:*FirewallRule",
    "route53resolver:Associate*",
    "route53resolver:CreateResolver*",
    "route53resolver:DeleteFirewall*",
    "route53resolver:DeleteResolver*",
    "route53resolver:Disassociate*",
    "route53resolver:ImportFirewallDomains",
    "route53resolver:Put*",
    "route53resolver:UpdateFirewall*",
    "route53resolver:UpdateResolver*",
    "s3:BypassGovernanceRetention",
    "s3:DeleteBucketPolicy",
    "s3:PutAccountPublicAccessBlock",
    "s3:PutBucketObjectLockConfiguration",
    "s3:PutBucketPublicAccessBlock",
    "sns:AddPermission",
    "sns:DeleteTopic",
    "sns:RemovePermission",
    "sns:SetSubscriptionAttributes",
    "sns:SetTopicAttributes",
    "sns:Unsubscribe",
    "sqs:AddPermission",
    "sqs:DeleteQueue",
    "sqs:PurgeQueue",
    "sqs:RemovePermission",
    "sqs:SetQueueAttributes",
)
# The network, the cluster and the account as the stacks set them.
_SETTINGS = (
    "ec2:CreateVpcEndpointServiceConfiguration",
    "ec2:DeleteVpcEndpoint*",
    "ec2:DisableAllowedImagesSettings",
    "ec2:DisableEbsEncryptionByDefault",
    "ec2:DisableImageBlockPublicAccess",
    "ec2:DisableSnapshotBlockPublicAccess",
    "ec2:EnableAllowedImagesSettings",
    "ec2:ModifyEbsDefaultKmsKeyId",
    "ec2:ModifyInstanceAttribute",
    "ec2:ModifyInstanceMetadata*",
    "ec2:ModifyVpcBlockPublicAccessOptions",
    "ec2:ModifyVpcEndpoint*",
    "ec2:ReplaceImageCriteriaInAllowedImagesSettings",
    "ec2:ResetEbsDefaultKmsKeyId",
    "eks:AssociateAccessPolicy",
    "eks:CreateAccessEntry",
    "eks:CreatePodIdentityAssociation",
    "eks:DeleteAccessEntry",
    "eks:DeletePodIdentityAssociation",
    "eks:DisassociateAccessPolicy",
    "eks:UpdateAccessEntry",
    "eks:UpdateClusterConfig",
    "eks:UpdatePodIdentityAssociation",
    "elasticloadbalancing:CreateListener",
    "elasticloadbalancing:ModifyListener",
)
_OF_BUCKETS = (
    "s3:PutBucketPolicy",
    "s3:PutBucketVersioning",
    "s3:PutEncryptionConfiguration",
    "s3:PutLifecycleConfiguration",
)
_OF_STATES = (
    "s3:DeleteBucket*",
    "s3:DeleteObjectVersion",
    "s3:PutBucketPolicy",
    "s3:PutBucketVersioning",
    "s3:PutEncryptionConfiguration",
    "s3:PutLifecycleConfiguration",
)
_MEMBERSHIP = (
    "account:CloseAccount",
    "account:DisableRegion",
    "account:EnableRegion",
    "organizations:LeaveOrganization",
)
# People come by roles that trust the organization's own sign-in; pods by Pod Identity.
_IDENTITIES = (
    "iam:*DelegationRequest",
    "iam:AddClientIDToOpenIDConnectProvider",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreateOpenIDConnectProvider",
    "iam:CreateSAMLProvider",
    "iam:CreateServiceSpecificCredential",
    "iam:CreateUser",
    "iam:EnableOutboundWebIdentityFederation",
    "iam:SendDelegationToken",
    "iam:UpdateAccessKey",
    "iam:UpdateLoginProfile",
    "iam:UpdateOpenIDConnectProviderThumbprint",
    "iam:UpdateSAMLProvider",
    "sts:GetWebIdentityToken",
)
_OF_ROLES = (
    "iam:AttachRolePolicy",
    "iam:CreateRole",
    "iam:DeleteRole*",
    "iam:DetachRolePolicy",
    "iam:PutRole*",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateRole*",
)
_OF_BOUNDARIES = (
    "iam:CreatePolicyVersion",
    "iam:DeletePolicy*",
    "iam:SetDefaultPolicyVersion",
)
