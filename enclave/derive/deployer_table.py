"""What the provider calls of AWS for each resource type of a site's cloud layer.

Read from the provider's own code (terraform-provider-aws, which pulumi-aws 7.51.1 carries), since
neither documents it; what a live account asks for beside it stands in no source: check live.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """When a call is made in the life of a resource."""

    MAKES = "makes"
    READS = "reads"
    CHANGES = "changes"
    ENDS = "ends"


@dataclass(frozen=True, kw_only=True)
class TypeCalls:
    """Calls for one type, as `service:Operation`.

    `thing` is what stands behind `resource type/id` in the ARN of one of that type, `rests_on` the
    same of what a call that makes one names beside it. A `lasting` type is never taken away in
    production.
    """

    service: str
    thing: str
    rests_on: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    lasting: bool = False

    def calls(self) -> Iterator[tuple[Stage, str]]:
        """Every call with its stage."""
        for stage in Stage:
            for action in getattr(self, stage):
                yield stage, action


def _type(  # noqa: PLR0913  columns of a table
    service: str,
    thing: str,
    *,
    on: str = "",
    makes: str = "",
    reads: str = "",
    changes: str = "",
    ends: str = "",
    lasting: bool = False,
) -> TypeCalls:
    def full(operations: str) -> tuple[str, ...]:
        words = operations.split()
        return tuple(word if ":" in word else f"{service}:{word}" for word in words)

    return TypeCalls(
        service=service,
        thing=thing,
        rests_on=tuple(on.split()),
        makes=full(makes),
        reads=full(reads),
        changes=full(changes),
        ends=full(ends),
        lasting=lasting,
    )


_GROUP = "security-group/sg-1"
_VPC, _SUBNET, _ROUTES = "vpc/vpc-1", "subnet/subnet-1", "route-table/rtb-1"
_LOG_DELIVERY = "logs:CreateLogDelivery"
_NO_LOG_DELIVERY = "logs:DeleteLogDelivery"
_EC2 = {
    "aws:ec2/vpc:Vpc": _type(
        "ec2",
        _VPC,
        makes="CreateVpc",
        reads="DescribeNetworkAcls DescribeRouteTables DescribeSecurityGroups DescribeVpcAttribute "
        "DescribeVpcs",
        changes="CreateTags DeleteTags ModifyVpcAttribute",
        ends="DeleteVpc",
    ),
    "aws:ec2/subnet:Subnet": _type(
        "ec2",
        _SUBNET,
        on=_VPC,
        makes="CreateSubnet",
        reads="DescribeSubnets",
        changes="CreateTags DeleteTags ModifySubnetAttribute",
        ends="DeleteSubnet DescribeNetworkInterfaces",
    ),
    "aws:ec2/routeTable:RouteTable": _type(
        "ec2",
        _ROUTES,
        on=_VPC,
        makes="CreateRouteTable",
        reads="DescribeRouteTables",
        changes="CreateTags DeleteTags",
        ends="DeleteRouteTable",
    ),
    "aws:ec2/routeTableAssociation:RouteTableAssociation": _type(
        "ec2",
        _ROUTES,
        changes="AssociateRouteTable ReplaceRouteTableAssociation",
        reads="DescribeRouteTables",
        ends="DisassociateRouteTable",
    ),
    "aws:ec2/securityGroup:SecurityGroup": _type(
        "ec2",
        _GROUP,
        on=_VPC,
        makes="CreateSecurityGroup",
        reads="DescribeSecurityGroups",
        changes="CreateTags DeleteTags RevokeSecurityGroupEgress RevokeSecurityGroupIngress",
        ends="DeleteSecurityGroup DescribeNetworkInterfaces DescribeSecurityGroupRules",
    ),
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": _type(
        "ec2",
        _GROUP,
        reads="DescribeSecurityGroups",
        changes="CreateTags DeleteTags RevokeSecurityGroupEgress RevokeSecurityGroupIngress",
    ),
    "aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive": _type(
        "ec2",
        _GROUP,
        reads="DescribeSecurityGroupRules",
        changes="RevokeSecurityGroupEgress RevokeSecurityGroupIngress",
    ),
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": _type(
        "ec2",
        "security-group-rule/sgr-1",
        on=_GROUP,
        makes="AuthorizeSecurityGroupIngress",
        reads="DescribeSecurityGroupRules",
        changes="CreateTags DeleteTags ModifySecurityGroupRules",
    ),
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": _type(
        "ec2",
        "security-group-rule/sgr-1",
        on=_GROUP,
        makes="AuthorizeSecurityGroupEgress",
        reads="DescribeSecurityGroupRules",
        changes="CreateTags DeleteTags ModifySecurityGroupRules",
    ),
    "aws:ec2/vpcEndpoint:VpcEndpoint": _type(
        "ec2",
        "vpc-endpoint/vpce-1",
        on=f"{_VPC} {_SUBNET} {_GROUP}",
        makes="CreateVpcEndpoint",
        reads="DescribePrefixLists DescribeVpcEndpoints",
        changes="CreateTags DeleteTags ModifyVpcEndpoint",
        ends="DeleteVpcEndpoints",
    ),
    "aws:ec2/vpcEndpointService:VpcEndpointService": _type(
        "ec2",
        "vpc-endpoint-service/vpce-svc-1",
        makes="CreateVpcEndpointServiceConfiguration",
        reads="DescribeVpcEndpointServiceConfigurations DescribeVpcEndpointServicePermissions",
        changes="CreateTags DeleteTags ModifyVpcEndpointServiceConfiguration "
        "ModifyVpcEndpointServicePermissions",
        ends="DeleteVpcEndpointServiceConfigurations",
    ),
    "aws:ec2/flowLog:FlowLog": _type(
        "ec2",
        "vpc-flow-log/fl-1",
        on=_VPC,
        makes=f"CreateFlowLogs {_LOG_DELIVERY}",
        reads="DescribeFlowLogs",
        changes="CreateTags DeleteTags",
        ends=f"DeleteFlowLogs {_NO_LOG_DELIVERY}",
    ),
    "aws:ec2/launchTemplate:LaunchTemplate": _type(
        "ec2",
        "launch-template/lt-1",
        makes="CreateLaunchTemplate",
        reads="DescribeLaunchTemplateVersions DescribeLaunchTemplates",
        changes="CreateLaunchTemplateVersion CreateTags DeleteTags ModifyLaunchTemplate",
        ends="DeleteLaunchTemplate",
    ),
    "aws:ec2/instance:Instance": _type(
        "ec2",
        "instance/i-1",
        makes="RunInstances",
        reads="DescribeInstanceAttribute DescribeInstanceCreditSpecifications "
        "DescribeInstanceTypes DescribeInstances DescribeNetworkInterfaces DescribeTags "
        "DescribeVolumes DescribeIamInstanceProfileAssociations",
        changes="CreateTags DeleteTags ModifyInstanceAttribute ModifyInstanceMetadataOptions "
        "MonitorInstances StartInstances StopInstances",
        ends="TerminateInstances",
    ),
    "aws:ec2/vpcEncryptionControl:VpcEncryptionControl": _type(
        "ec2",
        "vpc-encryption-control/vpcec-1",
        on=_VPC,
        makes="CreateVpcEncryptionControl",
        reads="DescribeVpcEncryptionControls",
        changes="CreateTags DeleteTags ModifyVpcEncryptionControl",
        ends="DeleteVpcEncryptionControl",
    ),
}
# Settings of the whole account: no resource, and taken back where they may be.
_ACCOUNT = {
    "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": _type(
        "ec2",
        "",
        makes="ModifyVpcBlockPublicAccessOptions",
        reads="DescribeVpcBlockPublicAccessOptions",
    ),
    "aws:ebs/encryptionByDefault:EncryptionByDefault": _type(
        "ec2",
        "",
        makes="EnableEbsEncryptionByDefault",
        reads="GetEbsEncryptionByDefault",
        ends="DisableEbsEncryptionByDefault",
        lasting=True,
    ),
    "aws:ebs/defaultKmsKey:DefaultKmsKey": _type(
        "ec2",
        "",
        makes="ModifyEbsDefaultKmsKeyId",
        reads="GetEbsDefaultKmsKeyId",
        ends="ResetEbsDefaultKmsKeyId",
        lasting=True,
    ),
    "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": _type(
        "ec2",
        "",
        makes="EnableSnapshotBlockPublicAccess",
        reads="GetSnapshotBlockPublicAccessState",
        ends="DisableSnapshotBlockPublicAccess",
        lasting=True,
    ),
    "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess": _type(
        "ec2",
        "",
        makes="EnableImageBlockPublicAccess",
        reads="GetImageBlockPublicAccessState",
    ),
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": _type(
        "ec2",
        "",
        makes="ModifyInstanceMetadataDefaults",
        reads="GetInstanceMetadataDefaults",
    ),
    "aws:ec2/allowedImagesSettings:AllowedImagesSettings": _type(
        "ec2",
        "",
        makes="EnableAllowedImagesSettings ReplaceImageCriteriaInAllowedImagesSettings",
        reads="GetAllowedImagesSettings",
        ends="DisableAllowedImagesSettings",
        lasting=True,
    ),
    "aws:ec2/serialConsoleAccess:SerialConsoleAccess": _type(
        "ec2",
        "",
        makes="DisableSerialConsoleAccess",
        reads="GetSerialConsoleAccessStatus",
    ),
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": _type(
        "s3", "", makes="PutAccountPublicAccessBlock", reads="GetAccountPublicAccessBlock"
    ),
}
_BUCKET_READS = (
    "GetAccelerateConfiguration GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging "
    "GetBucketObjectLockConfiguration GetBucketPolicy GetBucketRequestPayment GetBucketTagging "
    "GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetLifecycleConfiguration "
    "GetReplicationConfiguration ListBucket ListTagsForResource"
)
_STORAGE = {
    "aws:s3/bucket:Bucket": _type(
        "s3",
        "{bucket}",
        makes="CreateBucket PutBucketObjectLockConfiguration PutBucketTagging TagResource",
        reads=_BUCKET_READS,
        changes="PutBucketTagging TagResource UntagResource",
        ends="BypassGovernanceRetention DeleteBucket DeleteObject DeleteObjectVersion "
        "ListBucketVersions",
        lasting=True,
    ),
    "aws:s3/bucketPolicy:BucketPolicy": _type(
        "s3",
        "{bucket}",
        makes="PutBucketPolicy",
        reads="GetBucketPolicy",
        ends="DeleteBucketPolicy",
        lasting=True,
    ),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": _type(
        "s3",
        "{bucket}",
        makes="PutBucketPublicAccessBlock",
        reads="GetBucketPublicAccessBlock",
    ),
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": _type(
        "s3",
        "{bucket}",
        makes="PutBucketOwnershipControls",
        reads="GetBucketOwnershipControls",
    ),
    "aws:s3/bucketVersioning:BucketVersioning": _type(
        "s3", "{bucket}", makes="PutBucketVersioning", reads="GetBucketVersioning"
    ),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": _type(
        "s3",
        "{bucket}",
        makes="PutEncryptionConfiguration",
        reads="GetEncryptionConfiguration",
    ),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": _type(
        "s3",
        "{bucket}",
        makes="PutLifecycleConfiguration",
        reads="GetLifecycleConfiguration",
    ),
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": _type(
        "s3",
        "{bucket}",
        makes="PutBucketObjectLockConfiguration",
        reads="GetBucketObjectLockConfiguration",
    ),
    "aws:kms/key:Key": _type(
        "kms",
        "key/1",
        makes="CreateKey TagResource",
        reads="DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags",
        changes="EnableKey EnableKeyRotation PutKeyPolicy TagResource UntagResource "
        "UpdateKeyDescription",
        ends="DisableKey ScheduleKeyDeletion",
        lasting=True,
    ),
    "aws:kms/alias:Alias": _type(
        "kms",
        "alias/{prefix}-audit",
        on="key/1",
        makes="CreateAlias",
        reads="ListAliases",
        changes="UpdateAlias",
        ends="DeleteAlias",
    ),
    "aws:ecr/repository:Repository": _type(
        "ecr",
        "repository/{prefix}-envoy",
        makes="CreateRepository TagResource",
        reads="DescribeRepositories ListTagsForResource",
        changes="PutImageScanningConfiguration PutImageTagMutability TagResource UntagResource",
        ends="DeleteRepository",
        lasting=True,
    ),
    "aws:ecr/repositoryPolicy:RepositoryPolicy": _type(
        "ecr",
        "repository/{prefix}-envoy",
        makes="SetRepositoryPolicy",
        reads="GetRepositoryPolicy",
        ends="DeleteRepositoryPolicy",
    ),
}
_IDENTITY = {
    "aws:iam/role:Role": _type(
        "iam",
        "role/{prefix}-door",
        makes="CreateRole TagRole",
        reads="GetRole ListAttachedRolePolicies ListRolePolicies",
        changes="PutRolePermissionsBoundary TagRole UntagRole UpdateAssumeRolePolicy UpdateRole "
        "UpdateRoleDescription",
        ends="DeleteRole ListInstanceProfilesForRole",
    ),
    "aws:iam/rolePolicy:RolePolicy": _type(
        "iam",
        "role/{prefix}-door",
        makes="PutRolePolicy",
        reads="GetRolePolicy",
        ends="DeleteRolePolicy",
    ),
    "aws:iam/instanceProfile:InstanceProfile": _type(
        "iam",
        "instance-profile/{prefix}-runner",
        makes="AddRoleToInstanceProfile CreateInstanceProfile TagInstanceProfile",
        reads="GetInstanceProfile",
        changes="RemoveRoleFromInstanceProfile TagInstanceProfile UntagInstanceProfile",
        ends="DeleteInstanceProfile",
    ),
}
_CLUSTER = {
    "aws:eks/cluster:Cluster": _type(
        "eks",
        "cluster/{cluster}",
        makes="CreateCluster TagResource",
        reads="DescribeCluster",
        changes="DescribeUpdate TagResource UntagResource UpdateClusterConfig UpdateClusterVersion",
        ends="DeleteCluster",
        lasting=True,
    ),
    "aws:eks/nodeGroup:NodeGroup": _type(
        "eks",
        "nodegroup/{cluster}/{prefix}-system/1",
        on="cluster/{cluster}",
        makes="CreateNodegroup TagResource",
        reads="DescribeNodegroup",
        changes="DescribeUpdate TagResource UntagResource UpdateNodegroupConfig "
        "UpdateNodegroupVersion",
        ends="DeleteNodegroup",
    ),
    "aws:eks/accessEntry:AccessEntry": _type(
        "eks",
        "access-entry/{cluster}/role/{account}/{prefix}-runner/1",
        on="cluster/{cluster}",
        makes="CreateAccessEntry TagResource",
        reads="DescribeAccessEntry",
        changes="TagResource UntagResource UpdateAccessEntry",
        ends="DeleteAccessEntry",
    ),
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": _type(
        "eks",
        "access-entry/{cluster}/role/{account}/{prefix}-runner/1",
        makes="AssociateAccessPolicy",
        reads="ListAssociatedAccessPolicies",
        ends="DisassociateAccessPolicy",
    ),
    "aws:eks/addon:Addon": _type(
        "eks",
        "addon/{cluster}/vpc-cni/1",
        on="cluster/{cluster}",
        makes="CreateAddon TagResource",
        reads="DescribeAddon",
        changes="DescribeUpdate TagResource UntagResource UpdateAddon",
        ends="DeleteAddon",
    ),
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": _type(
        "eks",
        "podidentityassociation/{cluster}/a-1",
        on="cluster/{cluster}",
        makes="CreatePodIdentityAssociation TagResource",
        reads="DescribePodIdentityAssociation",
        changes="TagResource UntagResource UpdatePodIdentityAssociation",
        ends="DeletePodIdentityAssociation",
    ),
}
_NAMES = {
    "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList": _type(
        "route53resolver",
        "firewall-domain-list/rslvr-fdl-1",
        makes="CreateFirewallDomainList TagResource",
        reads="GetFirewallDomainList ListFirewallDomains ListTagsForResource",
        changes="TagResource UntagResource UpdateFirewallDomains",
        ends="DeleteFirewallDomainList",
    ),
    "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup": _type(
        "route53resolver",
        "firewall-rule-group/rslvr-frg-1",
        makes="CreateFirewallRuleGroup TagResource",
        reads="GetFirewallRuleGroup ListTagsForResource",
        changes="TagResource UntagResource",
        ends="DeleteFirewallRuleGroup",
    ),
    "aws:route53/resolverFirewallRule:ResolverFirewallRule": _type(
        "route53resolver",
        "firewall-rule-group/rslvr-frg-1",
        on="firewall-domain-list/rslvr-fdl-1",
        makes="CreateFirewallRule",
        reads="ListFirewallRules",
        changes="UpdateFirewallRule",
        ends="DeleteFirewallRule",
    ),
    "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": _type(
        "route53resolver",
        "firewall-rule-group-association/rslvr-frgassoc-1",
        makes="AssociateFirewallRuleGroup TagResource",
        reads="GetFirewallRuleGroupAssociation ListTagsForResource",
        changes="TagResource UntagResource UpdateFirewallRuleGroupAssociation",
        ends="DisassociateFirewallRuleGroup",
    ),
    "aws:route53/resolverFirewallConfig:ResolverFirewallConfig": _type(
        "route53resolver",
        "firewall-config/rslvr-fc-1",
        makes="UpdateFirewallConfig",
        reads="GetFirewallConfig ListFirewallConfigs",
    ),
    "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": _type(
        "route53resolver",
        "resolver-query-log-config/rqlc-1",
        makes=f"CreateResolverQueryLogConfig TagResource {_LOG_DELIVERY}",
        reads="GetResolverQueryLogConfig ListTagsForResource",
        changes="TagResource UntagResource",
        ends=f"DeleteResolverQueryLogConfig {_NO_LOG_DELIVERY}",
    ),
    "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation": _type(
        "route53resolver",
        "resolver-query-log-config/rqlc-1",
        makes="AssociateResolverQueryLogConfig",
        reads="GetResolverQueryLogConfigAssociation",
        ends="DisassociateResolverQueryLogConfig",
    ),
    "aws:route53/zone:Zone": _type(
        "route53",
        "hostedzone/Z1",
        makes="ChangeTagsForResource CreateHostedZone",
        reads="GetDNSSEC GetHostedZone ListTagsForResource",
        changes="ChangeTagsForResource UpdateHostedZoneComment",
        ends="DeleteHostedZone ListResourceRecordSets",
    ),
    "aws:route53/record:Record": _type(
        "route53",
        "hostedzone/Z1",
        makes="ChangeResourceRecordSets",
        reads="GetChange GetHostedZone ListResourceRecordSets",
        ends="ChangeResourceRecordSets",
    ),
}
_BALANCER = "loadbalancer/net/{short}-door/1"
_DOOR = {
    "aws:lb/loadBalancer:LoadBalancer": _type(
        "elasticloadbalancing",
        _BALANCER,
        makes="AddTags CreateLoadBalancer",
        reads="DescribeCapacityReservation DescribeLoadBalancerAttributes DescribeLoadBalancers "
        "DescribeTags",
        changes="AddTags ModifyLoadBalancerAttributes RemoveTags SetIpAddressType "
        "SetSecurityGroups SetSubnets",
        ends="DeleteLoadBalancer",
    ),
    "aws:lb/targetGroup:TargetGroup": _type(
        "elasticloadbalancing",
        "targetgroup/{short}-door/1",
        makes="AddTags CreateTargetGroup",
        reads="DescribeTags DescribeTargetGroupAttributes DescribeTargetGroups",
        changes="AddTags ModifyTargetGroup ModifyTargetGroupAttributes RemoveTags",
        ends="DeleteTargetGroup",
    ),
    "aws:lb/listener:Listener": _type(
        "elasticloadbalancing",
        "listener/net/{short}-door/1/2",
        on=_BALANCER,
        makes="AddTags CreateListener",
        reads="DescribeListenerAttributes DescribeListeners DescribeTags",
        changes="AddTags ModifyListener ModifyListenerAttributes RemoveTags",
        ends="DeleteListener",
    ),
    "aws:ssm/document:Document": _type(
        "ssm",
        "document/{prefix}-tunnel",
        makes="AddTagsToResource CreateDocument",
        reads="DescribeDocument DescribeDocumentPermission GetDocument ListTagsForResource",
        changes="AddTagsToResource RemoveTagsFromResource UpdateDocument "
        "UpdateDocumentDefaultVersion",
        ends="DeleteDocument",
    ),
}
_RECORDS = {
    "aws:cloudtrail/trail:Trail": _type(
        "cloudtrail",
        "trail/{prefix}-trail",
        makes="AddTags CreateTrail PutEventSelectors StartLogging",
        reads="DescribeTrails GetEventSelectors GetInsightSelectors GetTrail GetTrailStatus "
        "ListTags",
        changes="AddTags RemoveTags UpdateTrail",
        ends="DeleteTrail StopLogging",
        lasting=True,
    ),
    "aws:cloudwatch/logGroup:LogGroup": _type(
        "logs",
        "log-group:/enclave/{prefix}-trail",
        makes="CreateLogGroup PutRetentionPolicy TagResource",
        reads="DescribeLogGroups ListTagsForResource",
        changes="AssociateKmsKey PutRetentionPolicy TagResource UntagResource",
        ends="DeleteLogGroup",
    ),
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": _type(
        "logs",
        "log-group:/enclave/{prefix}-trail",
        makes="PutMetricFilter",
        reads="DescribeMetricFilters",
        ends="DeleteMetricFilter",
    ),
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": _type(
        "logs",
        "log-group:/aws/eks/{cluster}/cluster",
        makes="PutSubscriptionFilter",
        reads="DescribeSubscriptionFilters",
        ends="DeleteSubscriptionFilter",
    ),
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": _type(
        "firehose",
        "deliverystream/{prefix}-cluster-logs",
        makes="CreateDeliveryStream StartDeliveryStreamEncryption TagDeliveryStream",
        reads="DescribeDeliveryStream ListTagsForDeliveryStream",
        changes="TagDeliveryStream UntagDeliveryStream UpdateDestination",
        ends="DeleteDeliveryStream",
    ),
    "aws:cloudwatch/metricAlarm:MetricAlarm": _type(
        "cloudwatch",
        "alarm:{prefix}-trail-stopped",
        makes="PutMetricAlarm TagResource",
        reads="DescribeAlarms ListTagsForResource",
        changes="TagResource UntagResource",
        ends="DeleteAlarms",
    ),
    "aws:cloudwatch/eventRule:EventRule": _type(
        "events",
        "rule/{prefix}-exposure",
        makes="PutRule TagResource",
        reads="DescribeRule ListTagsForResource",
        changes="TagResource UntagResource",
        ends="DeleteRule",
    ),
    "aws:cloudwatch/eventTarget:EventTarget": _type(
        "events",
        "rule/{prefix}-exposure",
        makes="PutTargets",
        reads="ListTargetsByRule",
        ends="RemoveTargets",
    ),
    "aws:sns/topic:Topic": _type(
        "sns",
        "{prefix}-alarms",
        makes="CreateTopic TagResource",
        reads="GetTopicAttributes ListTagsForResource",
        changes="SetTopicAttributes TagResource UntagResource",
        ends="DeleteTopic",
    ),
    "aws:sns/topicPolicy:TopicPolicy": _type(
        "sns", "{prefix}-alarms", makes="SetTopicAttributes", reads="GetTopicAttributes"
    ),
    "aws:sns/topicSubscription:TopicSubscription": _type(
        "sns",
        "{prefix}-alarms",
        makes="Subscribe",
        reads="GetSubscriptionAttributes",
        changes="SetSubscriptionAttributes",
        ends="Unsubscribe",
    ),
    "aws:sqs/queue:Queue": _type(
        "sqs",
        "{prefix}-alarms",
        makes="CreateQueue TagQueue",
        reads="GetQueueAttributes GetQueueUrl ListQueueTags",
        changes="SetQueueAttributes TagQueue UntagQueue",
        ends="DeleteQueue",
    ),
    "aws:sqs/queuePolicy:QueuePolicy": _type(
        "sqs", "{prefix}-alarms", makes="SetQueueAttributes", reads="GetQueueAttributes"
    ),
}

TABLE: dict[str, TypeCalls] = {
    **_EC2,
    **_ACCOUNT,
    **_STORAGE,
    **_IDENTITY,
    **_CLUSTER,
    **_NAMES,
    **_DOOR,
    **_RECORDS,
}
