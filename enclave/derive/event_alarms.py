"""Calls to AWS that alarm at once, by the event bus of the site's region.

Nobody is left out, the deployer neither: an update of a stack alarms, and is told from an attack by
when it was. An attempt that was refused alarms like one that succeeded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from enclave.derive.aws_names import AwsNames

_API_CALL = "AWS API Call via CloudTrail"


@dataclass(frozen=True, kw_only=True)
class EventAlarm:
    """Calls that alarm at once: their names as CloudTrail has them, by service."""

    name: str
    says: str
    calls: Mapping[str, tuple[str, ...]]
    by_services: bool = True
    """Whether it alarms too where a service of AWS calls, for itself or on somebody's behalf."""

    def pattern(self, names: AwsNames) -> dict[str, Any]:
        """The event pattern; `source` shuts out what somebody else puts on the bus."""
        caller = {} if self.by_services else {"userIdentity": {"invokedBy": [{"exists": False}]}}
        return {
            "source": [{"prefix": "aws."}],
            "detail-type": [_API_CALL],
            "detail": {
                "eventSource": [names.principal(service) for service in self.calls],
                "eventName": sorted({name for calls in self.calls.values() for name in calls}),
                **caller,
            },
        }


def _called(**services: str) -> dict[str, tuple[str, ...]]:
    """Names of calls by service, whose hyphens are written as underscores."""
    return {service.replace("_", "-"): tuple(names.split()) for service, names in services.items()}


EVENT_ALARMS = (
    EventAlarm(
        name="key-ended",
        says="a key was disabled, set to be deleted or no longer rotated",
        calls=_called(
            kms="DeleteImportedKeyMaterial DisableKey DisableKeyRotation ScheduleKeyDeletion",
        ),
    ),
    EventAlarm(
        name="key-policy",
        says="who may use a key, or what names it, was changed, or a key was copied elsewhere",
        calls=_called(
            kms="""
                DeleteAlias ImportKeyMaterial PutKeyPolicy ReplicateKey TagResource UntagResource
                UpdateAlias UpdatePrimaryRegion
            """,
        ),
    ),
    EventAlarm(
        name="key-grant",
        says="somebody, and no service for them, lent a key or took back what was lent",
        calls=_called(
            kms="CreateGrant RetireGrant RevokeGrant",
        ),
        by_services=False,
    ),
    EventAlarm(
        name="trail-changed",
        says="the trail was stopped, deleted or told to record something else, or another was made",
        calls=_called(
            cloudtrail="""
                CreateTrail DeleteTrail PutEventConfiguration PutEventSelectors PutInsightSelectors
                StopLogging UpdateTrail
            """,
        ),
    ),
    EventAlarm(
        name="logs-changed",
        says="a log was deleted, led elsewhere or is kept for another time",
        calls=_called(
            ec2="CreateFlowLogs DeleteFlowLogs",
            firehose="""
                CreateDeliveryStream DeleteDeliveryStream StartDeliveryStreamEncryption
                StopDeliveryStreamEncryption UpdateDestination
            """,
            logs="""
                AssociateKmsKey DeleteAccountPolicy DeleteLogGroup DeleteLogStream
                DeleteMetricFilter DeleteResourcePolicy DeleteRetentionPolicy
                DeleteSubscriptionFilter DisassociateKmsKey PutAccountPolicy PutDataProtectionPolicy
                PutMetricFilter PutResourcePolicy PutRetentionPolicy PutSubscriptionFilter
                PutTransformer
            """,
            route53resolver="""
                AssociateResolverQueryLogConfig CreateResolverQueryLogConfig
                DeleteResolverQueryLogConfig DisassociateResolverQueryLogConfig
                PutResolverQueryLogConfigPolicy
            """,
            s3="""
                DeleteBucketLifecycle PutBucketLifecycle PutBucketObjectLockConfiguration
                PutBucketVersioning
            """,
        ),
    ),
    EventAlarm(
        name="alarms-changed",
        says="an alarm was switched off, changed or led elsewhere",
        calls=_called(
            events="""
                DeleteRule DisableRule PutPermission PutRule PutTargets RemovePermission
                RemoveTargets
            """,
            monitoring="""
                DeleteAlarms DisableAlarmActions PutAlarmMuteRule PutCompositeAlarm PutMetricAlarm
                SetAlarmState
            """,
            sns="""
                AddPermission ConfirmSubscription CreateTopic DeleteTopic PutDataProtectionPolicy
                RemovePermission SetSubscriptionAttributes SetTopicAttributes Subscribe Unsubscribe
            """,
            sqs="""
                AddPermission DeleteQueue PurgeQueue RemovePermission SetQueueAttributes
                StartMessageMoveTask
            """,
        ),
    ),
    EventAlarm(
        name="led-out",
        says="a service of AWS was told to carry events, logs or data somewhere else",
        calls=_called(
            config="PutDeliveryChannel",
            events="""
                CreateApiDestination CreateConnection CreateEndpoint UpdateApiDestination
                UpdateConnection UpdateEndpoint
            """,
            guardduty="CreatePublishingDestination UpdatePublishingDestination",
            logs="""
                CreateDelivery CreateExportTask PutDeliveryDestination PutDestination
                PutDestinationPolicy
            """,
            monitoring="PutMetricStream",
            s3="PutBucketLogging PutBucketNotification",
            ssm="CreateResourceDataSync UpdateResourceDataSync",
        ),
    ),
    EventAlarm(
        name="resource-policy",
        says="who may reach a bucket, an endpoint, a repository or a secret was changed",
        calls=_called(
            ec2="CreateVpcEndpoint DeleteVpcEndpoints ModifyVpcEndpoint",
            ecr="""
                CreatePullThroughCacheRule DeleteRepositoryPolicy PutRegistryPolicy
                PutReplicationConfiguration SetRepositoryPolicy
            """,
            s3="""
                DeleteBucketPolicy PutBucketAcl PutBucketOwnershipControls PutBucketPolicy
                PutBucketReplication
            """,
            secretsmanager="DeleteResourcePolicy PutResourcePolicy",
        ),
    ),
    EventAlarm(
        name="door-opened",
        says="who may reach the door by PrivateLink, or what listens there, was changed",
        calls=_called(
            ec2="""
                AcceptVpcEndpointConnections CreateVpcEndpointServiceConfiguration
                DeleteVpcEndpointServiceConfigurations ModifyVpcEndpointServiceConfiguration
                ModifyVpcEndpointServicePermissions RejectVpcEndpointConnections
            """,
            elasticloadbalancing="""
                AddListenerCertificates CreateListener CreateLoadBalancer CreateRule DeleteListener
                DeleteLoadBalancer ModifyListener ModifyListenerAttributes
                ModifyLoadBalancerAttributes ModifyRule ModifyTargetGroup
                ModifyTargetGroupAttributes ModifyTrustStore RemoveListenerCertificates
                SetSecurityGroups
            """,
        ),
    ),
    EventAlarm(
        name="cluster-access",
        says="who may reach or administer the cluster was changed, or what runs beside it",
        calls=_called(
            eks="""
                AssociateAccessPolicy AssociateIdentityProviderConfig CreateAccessEntry
                CreateCapability CreateFargateProfile CreatePodIdentityAssociation DeleteAccessEntry
                DeleteCluster DeletePodIdentityAssociation DisassociateAccessPolicy RegisterCluster
                UpdateAccessEntry UpdateClusterConfig UpdatePodIdentityAssociation
            """,
        ),
    ),
    EventAlarm(
        name="commanded",
        says="a machine was reached, told what to run or given another role",
        calls=_called(
            ec2="""
                AssociateIamInstanceProfile CreateLaunchTemplateVersion ModifyInstanceAttribute
                ModifyLaunchTemplate ReplaceIamInstanceProfileAssociation
            """,
            ec2_instance_connect="SendSSHPublicKey SendSerialConsoleSSHPublicKey",
            ssm="""
                CreateActivation CreateAssociation CreateAssociationBatch CreateDocument
                DeleteDocument ModifyDocumentPermission ResetServiceSetting ResumeSession
                SendCommand StartAssociationsOnce StartAutomationExecution StartSession
                UpdateAssociation UpdateDocument UpdateDocumentDefaultVersion UpdateServiceSetting
            """,
        ),
    ),
    EventAlarm(
        name="machine-started",
        says="somebody, and no node group, started a machine",
        calls=_called(
            ec2="CreateFleet RunInstances StartInstances",
        ),
        by_services=False,
    ),
    EventAlarm(
        name="network-opened",
        says="a way into or out of a network was opened",
        calls=_called(
            ec2="""
                AcceptVpcPeeringConnection AllocateAddress AttachInternetGateway AttachVpnGateway
                AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress
                CreateEgressOnlyInternetGateway CreateInternetGateway CreateNatGateway CreateRoute
                CreateTransitGatewayVpcAttachment CreateVpcPeeringConnection CreateVpnConnection
                ModifySecurityGroupRules ReplaceRoute
            """,
        ),
    ),
    EventAlarm(
        name="names-opened",
        says="how names are asked for was changed, or the DNS firewall, or what it guards",
        calls=_called(
            route53resolver="""
                AssociateFirewallRuleGroup AssociateResolverRule BatchCreateFirewallRule
                BatchDeleteFirewallRule BatchUpdateFirewallRule CreateFirewallRule
                CreateResolverEndpoint CreateResolverRule DeleteFirewallDomainList
                DeleteFirewallRule DeleteFirewallRuleGroup DisassociateFirewallRuleGroup
                ImportFirewallDomains PutFirewallRuleGroupPolicy UpdateFirewallConfig
                UpdateFirewallDomains UpdateFirewallRule UpdateFirewallRuleGroupAssociation
                UpdateResolverConfig UpdateResolverEndpoint UpdateResolverRule
            """,
        ),
    ),
    EventAlarm(
        name="exposed",
        says="a bucket, snapshot, image or certificate was shared, or a default was lifted",
        calls=_called(
            acm="ExportCertificate",
            ec2="""
                CreateStoreImageTask CreateVpcBlockPublicAccessExclusion DeleteVpcEncryptionControl
                DisableAllowedImagesSettings DisableEbsEncryptionByDefault
                DisableImageBlockPublicAccess DisableSnapshotBlockPublicAccess
                EnableSerialConsoleAccess ExportImage ModifyEbsDefaultKmsKeyId ModifyImageAttribute
                ModifyInstanceMetadataDefaults ModifyInstanceMetadataOptions ModifySnapshotAttribute
                ModifyVpcBlockPublicAccessOptions ModifyVpcEncryptionControl
                ReplaceImageCriteriaInAllowedImagesSettings ResetEbsDefaultKmsKeyId
            """,
            s3="""
                DeleteAccountPublicAccessBlock DeleteBucketEncryption DeleteBucketPublicAccessBlock
                PutAccountPublicAccessBlock PutBucketEncryption PutBucketPublicAccessBlock
            """,
        ),
    ),
)
