"""Calls for the types of what holds data, acts, and records."""

from enclave.derive.type_calls import TypeCalls, row

_BUCKET_READS = (
    "GetAccelerateConfiguration GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging "
    "GetBucketObjectLockConfiguration GetBucketPolicy GetBucketRequestPayment GetBucketTagging "
    "GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetLifecycleConfiguration "
    "GetReplicationConfiguration ListBucket ListTagsForResource"
)
_STORAGE = {
    "aws:s3/bucket:Bucket": row(
        "s3",
        "{bucket}",
        makes="CreateBucket PutBucketObjectLockConfiguration PutBucketTagging TagResource",
        reads=_BUCKET_READS,
        changes="PutBucketTagging TagResource UntagResource",
        ends="BypassGovernanceRetention DeleteBucket DeleteObject DeleteObjectVersion "
        "ListBucketVersions",
        lasting=True,
    ),
    "aws:s3/bucketPolicy:BucketPolicy": row(
        "s3",
        "{bucket}",
        makes="PutBucketPolicy",
        reads="GetBucketPolicy",
        ends="DeleteBucketPolicy",
        lasting=True,
    ),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": row(
        "s3",
        "{bucket}",
        makes="PutBucketPublicAccessBlock",
        reads="GetBucketPublicAccessBlock",
    ),
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": row(
        "s3",
        "{bucket}",
        makes="PutBucketOwnershipControls",
        reads="GetBucketOwnershipControls",
    ),
    "aws:s3/bucketVersioning:BucketVersioning": row(
        "s3", "{bucket}", makes="PutBucketVersioning", reads="GetBucketVersioning"
    ),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": row(
        "s3",
        "{bucket}",
        makes="PutEncryptionConfiguration",
        reads="GetEncryptionConfiguration",
    ),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": row(
        "s3",
        "{bucket}",
        makes="PutLifecycleConfiguration",
        reads="GetLifecycleConfiguration",
    ),
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": row(
        "s3",
        "{bucket}",
        makes="PutBucketObjectLockConfiguration",
        reads="GetBucketObjectLockConfiguration",
    ),
    "aws:kms/key:Key": row(
        "kms",
        "key/1",
        makes="CreateKey TagResource",
        reads="DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags",
        changes="EnableKey EnableKeyRotation PutKeyPolicy TagResource UntagResource "
        "UpdateKeyDescription",
        ends="DisableKey ScheduleKeyDeletion",
        lasting=True,
    ),
    "aws:kms/alias:Alias": row(
        "kms",
        "alias/{prefix}-audit",
        on="key/1",
        makes="CreateAlias",
        reads="ListAliases",
        changes="UpdateAlias",
        ends="DeleteAlias",
    ),
    "aws:ecr/repository:Repository": row(
        "ecr",
        "repository/{prefix}-envoy",
        makes="CreateRepository TagResource",
        reads="DescribeRepositories ListTagsForResource",
        changes="PutImageScanningConfiguration PutImageTagMutability TagResource UntagResource",
        ends="DeleteRepository",
        lasting=True,
    ),
    "aws:ecr/repositoryPolicy:RepositoryPolicy": row(
        "ecr",
        "repository/{prefix}-envoy",
        makes="SetRepositoryPolicy",
        reads="GetRepositoryPolicy",
        ends="DeleteRepositoryPolicy",
    ),
}
_IDENTITY = {
    "aws:iam/role:Role": row(
        "iam",
        "role/{prefix}-door",
        makes="CreateRole TagRole",
        reads="GetRole ListAttachedRolePolicies ListRolePolicies",
        changes="PutRolePermissionsBoundary TagRole UntagRole UpdateAssumeRolePolicy UpdateRole "
        "UpdateRoleDescription",
        ends="DeleteRole ListInstanceProfilesForRole",
    ),
    "aws:iam/rolePolicy:RolePolicy": row(
        "iam",
        "role/{prefix}-door",
        makes="PutRolePolicy",
        reads="GetRolePolicy",
        ends="DeleteRolePolicy",
    ),
    "aws:iam/instanceProfile:InstanceProfile": row(
        "iam",
        "instance-profile/{prefix}-runner",
        makes="AddRoleToInstanceProfile CreateInstanceProfile TagInstanceProfile",
        reads="GetInstanceProfile",
        changes="RemoveRoleFromInstanceProfile TagInstanceProfile UntagInstanceProfile",
        ends="DeleteInstanceProfile",
    ),
}
_CLUSTER = {
    "aws:eks/cluster:Cluster": row(
        "eks",
        "cluster/{cluster}",
        makes="CreateCluster TagResource",
        reads="DescribeCluster",
        changes="DescribeUpdate TagResource UntagResource UpdateClusterConfig UpdateClusterVersion",
        ends="DeleteCluster",
        lasting=True,
    ),
    "aws:eks/nodeGroup:NodeGroup": row(
        "eks",
        "nodegroup/{cluster}/{prefix}-system/1",
        on="cluster/{cluster}",
        makes="CreateNodegroup TagResource",
        reads="DescribeNodegroup",
        changes="DescribeUpdate TagResource UntagResource UpdateNodegroupConfig "
        "UpdateNodegroupVersion",
        ends="DeleteNodegroup",
    ),
    "aws:eks/accessEntry:AccessEntry": row(
        "eks",
        "access-entry/{cluster}/role/{account}/{prefix}-runner/1",
        on="cluster/{cluster}",
        makes="CreateAccessEntry TagResource",
        reads="DescribeAccessEntry",
        changes="TagResource UntagResource UpdateAccessEntry",
        ends="DeleteAccessEntry",
    ),
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": row(
        "eks",
        "access-entry/{cluster}/role/{account}/{prefix}-runner/1",
        makes="AssociateAccessPolicy",
        reads="ListAssociatedAccessPolicies",
        ends="DisassociateAccessPolicy",
    ),
    "aws:eks/addon:Addon": row(
        "eks",
        "addon/{cluster}/vpc-cni/1",
        on="cluster/{cluster}",
        makes="CreateAddon TagResource",
        reads="DescribeAddon",
        changes="DescribeUpdate TagResource UntagResource UpdateAddon",
        ends="DeleteAddon",
    ),
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": row(
        "eks",
        "podidentityassociation/{cluster}/a-1",
        on="cluster/{cluster}",
        makes="CreatePodIdentityAssociation TagResource",
        reads="DescribePodIdentityAssociation",
        changes="TagResource UntagResource UpdatePodIdentityAssociation",
        ends="DeletePodIdentityAssociation",
    ),
}
_RECORDS = {
    "aws:cloudtrail/trail:Trail": row(
        "cloudtrail",
        "trail/{prefix}-trail",
        makes="AddTags CreateTrail PutEventSelectors StartLogging",
        reads="DescribeTrails GetEventSelectors GetInsightSelectors GetTrail GetTrailStatus "
        "ListTags",
        changes="AddTags RemoveTags UpdateTrail",
        ends="DeleteTrail StopLogging",
        lasting=True,
    ),
    "aws:cloudwatch/logGroup:LogGroup": row(
        "logs",
        "log-group:/enclave/{prefix}-trail",
        makes="CreateLogGroup PutRetentionPolicy TagResource",
        reads="DescribeLogGroups ListTagsForResource",
        changes="AssociateKmsKey PutRetentionPolicy TagResource UntagResource",
        ends="DeleteLogGroup",
    ),
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": row(
        "logs",
        "log-group:/enclave/{prefix}-trail",
        makes="PutMetricFilter",
        reads="DescribeMetricFilters",
        ends="DeleteMetricFilter",
    ),
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": row(
        "logs",
        "log-group:/aws/eks/{cluster}/cluster",
        makes="PutSubscriptionFilter",
        reads="DescribeSubscriptionFilters",
        ends="DeleteSubscriptionFilter",
    ),
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": row(
        "firehose",
        "deliverystream/{prefix}-cluster-logs",
        makes="CreateDeliveryStream StartDeliveryStreamEncryption TagDeliveryStream",
        reads="DescribeDeliveryStream ListTagsForDeliveryStream",
        changes="TagDeliveryStream UntagDeliveryStream UpdateDestination",
        ends="DeleteDeliveryStream",
    ),
    "aws:cloudwatch/metricAlarm:MetricAlarm": row(
        "cloudwatch",
        "alarm:{prefix}-trail-stopped",
        makes="PutMetricAlarm TagResource",
        reads="DescribeAlarms ListTagsForResource",
        changes="TagResource UntagResource",
        ends="DeleteAlarms",
    ),
    "aws:cloudwatch/eventRule:EventRule": row(
        "events",
        "rule/{prefix}-exposure",
        makes="PutRule TagResource",
        reads="DescribeRule ListTagsForResource",
        changes="TagResource UntagResource",
        ends="DeleteRule",
    ),
    "aws:cloudwatch/eventTarget:EventTarget": row(
        "events",
        "rule/{prefix}-exposure",
        makes="PutTargets",
        reads="ListTargetsByRule",
        ends="RemoveTargets",
    ),
    "aws:sns/topic:Topic": row(
        "sns",
        "{prefix}-alarms",
        makes="CreateTopic TagResource",
        reads="GetTopicAttributes ListTagsForResource",
        changes="SetTopicAttributes TagResource UntagResource",
        ends="DeleteTopic",
    ),
    "aws:sns/topicPolicy:TopicPolicy": row(
        "sns", "{prefix}-alarms", makes="SetTopicAttributes", reads="GetTopicAttributes"
    ),
    "aws:sns/topicSubscription:TopicSubscription": row(
        "sns",
        "{prefix}-alarms",
        makes="Subscribe",
        reads="GetSubscriptionAttributes",
        changes="SetSubscriptionAttributes",
        ends="Unsubscribe",
    ),
    "aws:sqs/queue:Queue": row(
        "sqs",
        "{prefix}-alarms",
        makes="CreateQueue TagQueue",
        reads="GetQueueAttributes GetQueueUrl ListQueueTags",
        changes="SetQueueAttributes TagQueue UntagQueue",
        ends="DeleteQueue",
    ),
    "aws:sqs/queuePolicy:QueuePolicy": row(
        "sqs", "{prefix}-alarms", makes="SetQueueAttributes", reads="GetQueueAttributes"
    ),
}

SERVICES: dict[str, TypeCalls] = {**_STORAGE, **_IDENTITY, **_CLUSTER, **_RECORDS}
