"""S3: buckets and what is said of them, each in a resource of its own."""

import re

from enclave.rehearsal.aws.model import Call, Look, Resource, Service, Step, Text

S3 = Service(
    name="s3",
    # InvalidBucketState: versioning stays on under an object lock, until the bucket goes.
    gone=re.compile(r"NoSuch\w+|404|\w+NotFoundError|InvalidBucketState"),
    tag=Call(
        operation="PutBucketTagging", parameters={"Bucket": "id", "Tagging": "{TagSet: tags}"}
    ),
)

_PUT_VERSIONING = Call(
    operation="PutBucketVersioning",
    parameters={
        "Bucket": "in.bucket",
        "VersioningConfiguration": (
            "in.versioningConfiguration.{Status: status, MFADelete: mfaDelete}"
        ),
    },
)
_PUT_ENCRYPTION = Call(
    operation="PutBucketEncryption",
    parameters={
        "Bucket": "in.bucket",
        "ServerSideEncryptionConfiguration": """{Rules: in.rules[].{
            ApplyServerSideEncryptionByDefault: applyServerSideEncryptionByDefault.{
                SSEAlgorithm: sseAlgorithm, KMSMasterKeyID: kmsMasterKeyId},
            BucketKeyEnabled: bucketKeyEnabled,
            BlockedEncryptionTypes: {EncryptionType: blockedEncryptionTypes}}}""",
    },
)
_PUT_ACCESS_BLOCK = Call(
    operation="PutPublicAccessBlock",
    parameters={
        "Bucket": "in.bucket",
        "PublicAccessBlockConfiguration": """{
            BlockPublicAcls: in.blockPublicAcls || `false`,
            IgnorePublicAcls: in.ignorePublicAcls || `false`,
            BlockPublicPolicy: in.blockPublicPolicy || `false`,
            RestrictPublicBuckets: in.restrictPublicBuckets || `false`}""",
    },
)
_PUT_OWNERSHIP = Call(
    operation="PutBucketOwnershipControls",
    parameters={
        "Bucket": "in.bucket",
        "OwnershipControls": "{Rules: [{ObjectOwnership: in.rule.objectOwnership}]}",
    },
)
_PUT_LIFECYCLE = Call(
    operation="PutBucketLifecycleConfiguration",
    parameters={
        "Bucket": "in.bucket",
        "TransitionDefaultMinimumObjectSize": "in.transitionDefaultMinimumObjectSize",
        "LifecycleConfiguration": """{Rules: in.rules[].{
            ID: id, Status: status,
            Filter: {Prefix: filter.prefix || prefix || ''},
            Expiration: expiration.{Days: days,
                ExpiredObjectDeleteMarker: expiredObjectDeleteMarker},
            NoncurrentVersionExpiration: noncurrentVersionExpiration.{
                NoncurrentDays: noncurrentDays,
                NewerNoncurrentVersions: newerNoncurrentVersions},
            AbortIncompleteMultipartUpload: abortIncompleteMultipartUpload.{
                DaysAfterInitiation: daysAfterInitiation},
            Transitions: transitions[].{Days: days, StorageClass: storageClass}}}""",
    },
)
_PUT_LOCK = Call(
    operation="PutObjectLockConfiguration",
    parameters={
        "Bucket": "in.bucket",
        "ObjectLockConfiguration": """{
            ObjectLockEnabled: in.objectLockEnabled || 'Enabled',
            Rule: {DefaultRetention: in.rule.defaultRetention.{
                Mode: mode, Days: days, Years: years}}}""",
    },
)
_PUT_POLICY = Call(
    operation="PutBucketPolicy", parameters={"Bucket": "in.bucket", "Policy": "in.policy"}
)

BUCKET = Resource(
    type="aws:s3/bucket:Bucket",
    service=S3,
    create=Call(
        operation="CreateBucket",
        parameters={
            "Bucket": "in.bucket",
            "ObjectLockEnabledForBucket": "in.objectLockEnabled",
            # us-east-1 is the one region that may not be named.
            "CreateBucketConfiguration": (
                "{LocationConstraint: [region][?@ != 'us-east-1'] | [0], Tags: tags}"
            ),
        },
    ),
    id="in.bucket",
    exists="BucketAlreadyOwnedByYou",
    names={"bucket"},
    autoname="bucket",
    taggable=True,
    looks=(
        Look(
            call=Call(operation="HeadBucket", parameters={"Bucket": "id"}),
            gives={"bucket": "id", "bucketRegion": "region"},
        ),
        Look(
            call=Call(operation="GetObjectLockConfiguration", parameters={"Bucket": "id"}),
            gives={
                "objectLockEnabled": (
                    "answer.ObjectLockConfiguration.ObjectLockEnabled == 'Enabled'"
                )
            },
        ),
        Look(
            call=Call(operation="GetBucketTagging", parameters={"Bucket": "id"}),
            gives={"tags": "answer.TagSet"},
        ),
    ),
    before_delete=(
        Call(
            operation="DeleteObjects",
            parameters={
                "Bucket": "id",
                "Delete": "{Objects: item, Quiet: `true`}",
                "BypassGovernanceRetention": "`true`",
            },
            listed=Call(operation="ListObjectVersions", parameters={"Bucket": "id"}),
            each=(
                "batches([answer.Versions, answer.DeleteMarkers][]"
                ".{Key: Key, VersionId: VersionId})"
            ),
            when="in.forceDestroy",
        ),
    ),
    delete=(Call(operation="DeleteBucket", parameters={"Bucket": "id"}),),
    replace_on={"bucket", "objectLockEnabled"},
    local={"forceDestroy"},
    outputs={
        "arn": Text("arn:{partition}:s3:::{id}"),
        "bucketDomainName": Text("{id}.s3.{dns_suffix}"),
        "bucketRegionalDomainName": Text("{id}.s3.{region}.{dns_suffix}"),
    },
)

BUCKET_VERSIONING = Resource(
    type="aws:s3/bucketVersioning:BucketVersioning",
    service=S3,
    create=_PUT_VERSIONING,
    id="in.bucket",
    names={"bucket"},
    looks=(
        Look(
            call=Call(operation="GetBucketVersioning", parameters={"Bucket": "id"}),
            gives={
                "bucket": "id",
                "versioningConfiguration": "{status: it.Status, mfaDelete: it.MFADelete}",
            },
        ),
    ),
    steps=(Step(properties={"versioningConfiguration"}, calls=(_PUT_VERSIONING,)),),
    delete=(
        Call(
            operation="PutBucketVersioning",
            parameters={"Bucket": "id", "VersioningConfiguration": "{Status: 'Suspended'}"},
        ),
    ),
    replace_on={"bucket"},
)

BUCKET_ENCRYPTION = Resource(
    type="aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    service=S3,
    create=_PUT_ENCRYPTION,
    id="in.bucket",
    names={"bucket"},
    looks=(
        Look(
            call=Call(operation="GetBucketEncryption", parameters={"Bucket": "id"}),
            at="answer.ServerSideEncryptionConfiguration",
            gives={
                "bucket": "id",
                "rules": """it.Rules[].{
                    applyServerSideEncryptionByDefault: ApplyServerSideEncryptionByDefault.{
                        sseAlgorithm: SSEAlgorithm, kmsMasterKeyId: KMSMasterKeyID},
                    bucketKeyEnabled: BucketKeyEnabled,
                    blockedEncryptionTypes: BlockedEncryptionTypes.EncryptionType}""",
            },
        ),
    ),
    steps=(Step(properties={"rules"}, calls=(_PUT_ENCRYPTION,)),),
    delete=(Call(operation="DeleteBucketEncryption", parameters={"Bucket": "id"}),),
    replace_on={"bucket"},
)

BUCKET_ACCESS_BLOCK = Resource(
    type="aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    service=S3,
    create=_PUT_ACCESS_BLOCK,
    id="in.bucket",
    names={"bucket"},
    looks=(
        Look(
            call=Call(operation="GetPublicAccessBlock", parameters={"Bucket": "id"}),
            at="answer.PublicAccessBlockConfiguration",
            gives={
                "bucket": "id",
                "blockPublicAcls": "it.BlockPublicAcls",
                "ignorePublicAcls": "it.IgnorePublicAcls",
                "blockPublicPolicy": "it.BlockPublicPolicy",
                "restrictPublicBuckets": "it.RestrictPublicBuckets",
            },
        ),
    ),
    steps=(
        Step(
            properties={
                "blockPublicAcls",
                "ignorePublicAcls",
                "blockPublicPolicy",
                "restrictPublicBuckets",
            },
            calls=(_PUT_ACCESS_BLOCK,),
        ),
    ),
    delete=(Call(operation="DeletePublicAccessBlock", parameters={"Bucket": "id"}),),
    replace_on={"bucket"},
)

BUCKET_OWNERSHIP = Resource(
    type="aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    service=S3,
    create=_PUT_OWNERSHIP,
    id="in.bucket",
    names={"bucket"},
    looks=(
        Look(
            call=Call(operation="GetBucketOwnershipControls", parameters={"Bucket": "id"}),
            at="answer.OwnershipControls",
            gives={
                "bucket": "id",
                "rule": "it.Rules[0].{objectOwnership: ObjectOwnership}",
            },
        ),
    ),
    steps=(Step(properties={"rule"}, calls=(_PUT_OWNERSHIP,)),),
    delete=(Call(operation="DeleteBucketOwnershipControls", parameters={"Bucket": "id"}),),
    replace_on={"bucket"},
)

BUCKET_LIFECYCLE = Resource(
    type="aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    service=S3,
    create=_PUT_LIFECYCLE,
    id="in.bucket",
    names={"bucket"},
    looks=(
        Look(
            call=Call(operation="GetBucketLifecycleConfiguration", parameters={"Bucket": "id"}),
            gives={
                "bucket": "id",
                "transitionDefaultMinimumObjectSize": "it.TransitionDefaultMinimumObjectSize",
                "rules": """it.Rules[].{
                    id: ID, status: Status,
                    filter: {prefix: Filter.Prefix},
                    expiration: Expiration.{days: Days,
                        expiredObjectDeleteMarker: ExpiredObjectDeleteMarker},
                    noncurrentVersionExpiration: NoncurrentVersionExpiration.{
                        noncurrentDays: NoncurrentDays,
                        newerNoncurrentVersions: NewerNoncurrentVersions},
                    abortIncompleteMultipartUpload: AbortIncompleteMultipartUpload.{
                        daysAfterInitiation: DaysAfterInitiation},
                    transitions: Transitions[].{days: Days, storageClass: StorageClass}}""",
            },
        ),
    ),
    steps=(
        Step(properties={"rules", "transitionDefaultMinimumObjectSize"}, calls=(_PUT_LIFECYCLE,)),
    ),
    delete=(Call(operation="DeleteBucketLifecycle", parameters={"Bucket": "id"}),),
    replace_on={"bucket"},
    computed={"transitionDefaultMinimumObjectSize"},
)

BUCKET_LOCK = Resource(
    type="aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    service=S3,
    create=_PUT_LOCK,
    id="in.bucket",
    names={"bucket"},
    looks=(
        Look(
            call=Call(operation="GetObjectLockConfiguration", parameters={"Bucket": "id"}),
            # A bucket made for locks always has this; the resource is its default retention.
            at="[answer.ObjectLockConfiguration][?Rule] | [0]",
            gives={
                "bucket": "id",
                "objectLockEnabled": "it.ObjectLockEnabled",
                "rule": """{defaultRetention: it.Rule.DefaultRetention.{
                    mode: Mode, days: Days, years: Years}}""",
            },
        ),
    ),
    steps=(Step(properties={"rule"}, calls=(_PUT_LOCK,)),),
    delete=(
        Call(
            operation="PutObjectLockConfiguration",
            parameters={
                "Bucket": "id",
                "ObjectLockConfiguration": "{ObjectLockEnabled: 'Enabled'}",
            },
        ),
    ),
    replace_on={"bucket", "objectLockEnabled"},
    defaults={"objectLockEnabled": "Enabled"},
)

BUCKET_POLICY = Resource(
    type="aws:s3/bucketPolicy:BucketPolicy",
    service=S3,
    create=_PUT_POLICY,
    id="in.bucket",
    names={"bucket"},
    looks=(
        Look(
            call=Call(operation="GetBucketPolicy", parameters={"Bucket": "id"}),
            gives={"bucket": "id", "policy": "it.Policy"},
        ),
    ),
    steps=(Step(properties={"policy"}, calls=(_PUT_POLICY,)),),
    delete=(Call(operation="DeleteBucketPolicy", parameters={"Bucket": "id"}),),
    replace_on={"bucket"},
)

TYPES = (
    BUCKET,
    BUCKET_VERSIONING,
    BUCKET_ENCRYPTION,
    BUCKET_ACCESS_BLOCK,
    BUCKET_OWNERSHIP,
    BUCKET_LIFECYCLE,
    BUCKET_LOCK,
    BUCKET_POLICY,
)
