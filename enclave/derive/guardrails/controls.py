"""What watches and what binds: nobody switches it off, and nobody steps out of it."""

from collections.abc import Iterator

from enclave.derive.guardrails.estate import PRINCIPAL, Estate, deny
from enclave.derive.policy_documents import Statement


def control_statements(estate: Estate) -> Iterator[Statement]:
    """Records go on, roles that are left out elsewhere stay as they are, the account stays."""
    yield deny("Records", _RECORDS, but=estate.trusted)
    yield deny("Membership", _MEMBERSHIP)
    yield deny("Identities", _IDENTITIES)
    yield deny("TrustedRoles", _OF_ROLES, resources=list(estate.trusted), but=(estate.break_glass,))
    yield deny("Boundaries", _OF_BOUNDARIES, resources=estate.boundaries, but=(estate.break_glass,))
    yield deny(
        "Root",
        ["*"],
        ArnLike={PRINCIPAL: f"arn:{estate.partition}:iam::*:root"},
        Null={"aws:AssumedRoot": True},  # sessions that the management account opens for a task
    )


_RECORDS = (
    "cloudtrail:DeleteTrail",
    "cloudtrail:PutEventSelectors",
    "cloudtrail:StopLogging",
    "cloudtrail:UpdateTrail",
    "cloudwatch:DeleteAlarms",
    "cloudwatch:DisableAlarmActions",
    "config:DeleteConfigurationRecorder",
    "config:DeleteDeliveryChannel",
    "config:PutConfigurationRecorder",
    "config:StopConfigurationRecorder",
    "ec2:DeleteFlowLogs",
    "events:DeleteRule",
    "events:DisableRule",
    "guardduty:DeleteDetector",
    "guardduty:Disassociate*",
    "guardduty:StopMonitoringMembers",
    "guardduty:UpdateDetector",
    "logs:DeleteLogGroup",
    "logs:DeleteLogStream",
    "route53resolver:DeleteFirewallRule",
    "route53resolver:DeleteResolverQueryLogConfig",
    "route53resolver:Disassociate*",
    "route53resolver:UpdateFirewall*",
    "s3:BypassGovernanceRetention",
    "s3:DeleteBucketPolicy",
    "s3:PutAccountPublicAccessBlock",
    "s3:PutBucketObjectLockConfiguration",
    "s3:PutBucketPublicAccessBlock",
)
_MEMBERSHIP = (
    "account:CloseAccount",
    "account:DisableRegion",
    "account:EnableRegion",
    "organizations:LeaveOrganization",
)
# People come by roles that trust the organization's own sign-in; pods by Pod Identity.
_IDENTITIES = (
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreateOpenIDConnectProvider",
    "iam:CreateSAMLProvider",
    "iam:CreateServiceSpecificCredential",
    "iam:CreateUser",
    "iam:UpdateSAMLProvider",
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
