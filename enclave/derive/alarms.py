"""Alarms of a cloud site: what somebody must look at, whoever did it and whether it succeeded.

Nobody is left out, the deployer neither: an update of a stack alarms, and is told from an attack by
when it was. What happens in the site's region, the event bus tells within a minute. What AWS tells
of in another region (IAM, sign-in, the root user: ADR 0009), and what no bus carries (refusals at
endpoints), only the trail brings home, some minutes later: those are filters on its log group.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.names import resource_name

_API_CALL = "AWS API Call via CloudTrail"


@dataclass(frozen=True, kw_only=True)
class EventAlarm:
    """Calls that alarm at once: their names as CloudTrail has them, by service."""

    name: str
    says: str
    calls: Mapping[str, tuple[str, ...]]

    def pattern(self, names: AwsNames) -> dict[str, Any]:
        """The event pattern; `source` shuts out what somebody else puts on the bus."""
        return {
            "source": [{"prefix": "aws."}],
            "detail-type": [_API_CALL],
            "detail": {
                "eventSource": [names.principal(service) for service in self.calls],
                "eventName": sorted({name for calls in self.calls.values() for name in calls}),
            },
        }


@dataclass(frozen=True, kw_only=True)
class TrailAlarm:
    """Records that alarm once the trail brought them: `pattern` is a filter of CloudWatch Logs."""

    name: str
    says: str
    pattern: str


EVENT_ALARMS = (
    EventAlarm(
        name="key-ended",
        says="a key was disabled, set to be deleted or no longer rotated",
        calls={
            "kms": (
                "DeleteImportedKeyMaterial",
                "DisableKey",
                "DisableKeyRotation",
                "ScheduleKeyDeletion",
            )
        },
    ),
    EventAlarm(
        name="key-policy",
        says="who may use a key was changed, or a key was copied elsewhere",
        calls={"kms": ("PutKeyPolicy", "ReplicateKey", "UpdatePrimaryRegion")},
    ),
    EventAlarm(
        name="trail-changed",
        says="the trail was stopped, deleted or told to record something else",
        calls={
            "cloudtrail": (
                "DeleteTrail",
                "PutEventSelectors",
                "PutInsightSelectors",
                "StopLogging",
                "UpdateTrail",
            )
        },
    ),
    EventAlarm(
        name="logs-changed",
        says="a log was deleted, led elsewhere or is kept for another time",
        calls={
            "ec2": ("DeleteFlowLogs",),
            "firehose": (
                "DeleteDeliveryStream",
                "StopDeliveryStreamEncryption",
                "UpdateDestination",
            ),
            "logs": (
                "DeleteLogGroup",
                "DeleteLogStream",
                "DeleteMetricFilter",
                "DeleteSubscriptionFilter",
                "DisassociateKmsKey",
                "PutMetricFilter",
                "PutRetentionPolicy",
                "PutSubscriptionFilter",
            ),
            "route53resolver": (
                "DeleteResolverQueryLogConfig",
                "DisassociateResolverQueryLogConfig",
            ),
            "s3": ("PutBucketLifecycle", "PutBucketObjectLockConfiguration"),
        },
    ),
    EventAlarm(
        name="alarms-changed",
        says="an alarm was switched off, changed or led elsewhere",
        calls={
            "events": ("DeleteRule", "DisableRule", "PutRule", "PutTargets", "RemoveTargets"),
            "monitoring": (
                "DeleteAlarms",
                "DisableAlarmActions",
                "PutMetricAlarm",
                "SetAlarmState",
            ),
            "sns": (
                "AddPermission",
                "DeleteTopic",
                "RemovePermission",
                "SetTopicAttributes",
                "Subscribe",
                "Unsubscribe",
            ),
            "sqs": ("DeleteQueue", "PurgeQueue", "SetQueueAttributes"),
        },
    ),
    EventAlarm(
        name="resource-policy",
        says="who may reach a bucket, an endpoint, a repository or a secret was changed",
        calls={
            "ec2": (
                "CreateVpcEndpoint",
                "ModifyVpcEndpoint",
                "ModifyVpcEndpointServicePermissions",
            ),
            "ecr": (
                "CreatePullThroughCacheRule",
                "DeleteRepositoryPolicy",
                "PutRegistryPolicy",
                "PutReplicationConfiguration",
                "SetRepositoryPolicy",
            ),
            "s3": (
                "DeleteBucketPolicy",
                "PutBucketAcl",
                "PutBucketOwnershipControls",
                "PutBucketPolicy",
                "PutBucketReplication",
            ),
            "secretsmanager": ("DeleteResourcePolicy", "PutResourcePolicy"),
        },
    ),
    EventAlarm(
        name="cluster-access",
        says="who may reach or administer the cluster was changed",
        calls={
            "eks": (
                "AssociateAccessPolicy",
                "AssociateIdentityProviderConfig",
                "CreateAccessEntry",
                "CreatePodIdentityAssociation",
                "DeleteCluster",
                "UpdateAccessEntry",
                "UpdateClusterConfig",
                "UpdatePodIdentityAssociation",
            )
        },
    ),
    EventAlarm(
        name="network-opened",
        says="a way into or out of a network was opened",
        calls={
            "ec2": (
                "AcceptVpcPeeringConnection",
                "AllocateAddress",
                "AttachInternetGateway",
                "AttachVpnGateway",
                "AuthorizeSecurityGroupEgress",
                "AuthorizeSecurityGroupIngress",
                "CreateEgressOnlyInternetGateway",
                "CreateInternetGateway",
                "CreateNatGateway",
                "CreateRoute",
                "CreateTransitGatewayVpcAttachment",
                "CreateVpcPeeringConnection",
                "CreateVpnConnection",
                "ModifySecurityGroupRules",
                "ReplaceRoute",
            )
        },
    ),
    EventAlarm(
        name="names-opened",
        says="the DNS firewall was changed or taken from a network",
        calls={
            "route53resolver": (
                "CreateFirewallRule",
                "DeleteFirewallRule",
                "DisassociateFirewallRuleGroup",
                "UpdateFirewallConfig",
                "UpdateFirewallDomains",
                "UpdateFirewallRule",
                "UpdateFirewallRuleGroupAssociation",
            )
        },
    ),
    EventAlarm(
        name="exposed",
        says="a bucket, snapshot or image was shared, or a default against that was lifted",
        calls={
            "ec2": (
                "CreateStoreImageTask",
                "CreateVpcBlockPublicAccessExclusion",
                "DeleteVpcEncryptionControl",
                "DisableAllowedImagesSettings",
                "DisableEbsEncryptionByDefault",
                "DisableImageBlockPublicAccess",
                "DisableSnapshotBlockPublicAccess",
                "EnableSerialConsoleAccess",
                "ExportImage",
                "ModifyEbsDefaultKmsKeyId",
                "ModifyImageAttribute",
                "ModifyInstanceMetadataDefaults",
                "ModifyInstanceMetadataOptions",
                "ModifySnapshotAttribute",
                "ModifyVpcBlockPublicAccessOptions",
                "ModifyVpcEncryptionControl",
                "ReplaceImageCriteriaInAllowedImagesSettings",
            ),
            "s3": (
                "DeleteAccountPublicAccessBlock",
                "DeleteBucketEncryption",
                "DeleteBucketPublicAccessBlock",
                "PutAccountPublicAccessBlock",
                "PutBucketEncryption",
                "PutBucketPublicAccessBlock",
            ),
        },
    ),
)


def trail_alarms(declaration: Declaration, site: str) -> tuple[TrailAlarm, ...]:
    """The alarms that rest on the trail. Raises Problem for a data centre."""
    return tuple(_trail_alarms(declaration, aws_names(declaration, site)))


def alarm_name(declaration: Declaration, site: str, alarm: str) -> str:
    """Name of an alarm of a site, of its rule and of its metric."""
    return resource_name(declaration, site, alarm)


def _trail_alarms(declaration: Declaration, names: AwsNames) -> Iterator[TrailAlarm]:
    yield TrailAlarm(
        name="identity",
        says="a user, role, policy or identity provider was changed",
        pattern=f"{{ {_from(names, 'iam')} && ($.readOnly IS FALSE) }}",
    )
    yield TrailAlarm(
        name="organization",
        says="the account's place in its organization was changed from inside",
        pattern=f"{{ {_from(names, 'organizations')} && ($.readOnly IS FALSE) }}",
    )
    yield TrailAlarm(
        name="root-user",
        says="the root user of the account did something",
        pattern='{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS)'
        ' && ($.eventType != "AwsServiceEvent") }',
    )
    yield TrailAlarm(
        name="sign-in",
        says="somebody signed in to the console, or tried to",
        pattern=f"{{ {_from(names, 'signin')} }}",
    )
    if declaration.organization.aws is not None:
        yield _break_glass(names.iam(declaration.organization.aws.break_glass))
    yield TrailAlarm(
        name="endpoint-refused",
        says="an endpoint refused a call: foreign credentials, or one that is not foreseen",
        pattern='{ ($.errorCode = "VpceAccessDenied") }',
    )


def _break_glass(role: str) -> TrailAlarm:
    return TrailAlarm(
        name="break-glass",
        says="the break-glass role was taken or used",
        pattern=f'{{ ($.requestParameters.roleArn = "{role}")'
        f' || ($.userIdentity.sessionContext.sessionIssuer.arn = "{role}") }}',
    )


def _from(names: AwsNames, service: str) -> str:
    return f'($.eventSource = "{names.principal(service)}")'
