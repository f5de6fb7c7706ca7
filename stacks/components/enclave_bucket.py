"""One S3 bucket: private, versioned, encrypted with its own key, locked where records must stay."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.derive.buckets import OLD_VERSION_DAYS, UNFINISHED_UPLOAD_DAYS, BucketSpec, Expiry
from enclave.problems import Problem


@dataclass(frozen=True, kw_only=True)
class EnclaveBucketArgs:
    """Inputs of `EnclaveBucket`: `policy` as JSON; `removable` deletes what is in it, too."""

    spec: BucketSpec
    key_arn: pulumi.Input[str]
    policy: pulumi.Input[str]
    removable: bool

    def __post_init__(self) -> None:
        if (self.spec.lock_mode is None) != (self.spec.lock_days is None):
            raise Problem(
                where=f"bucket {self.spec.name}",
                problem="has a lock without days or days without a lock",
                fix="give both or neither",
            )


class EnclaveBucket(pulumi.ComponentResource):
    """Bucket that nothing public reaches and no ACL opens.

    `arn` and `bucket` are known once the policy stands: nobody delivers into a bucket without one.
    """

    bucket: pulumi.Output[str]
    arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: EnclaveBucketArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:storage:EnclaveBucket", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        bucket = aws.s3.Bucket(
            f"{name}-bucket",
            bucket=args.spec.name,
            object_lock_enabled=args.spec.lock_mode is not None,
            force_destroy=args.removable,
            tags={"Name": args.spec.name},
            opts=child,
        )
        self._close(name, bucket.id)
        self._encrypt(name, args, bucket.id)
        versioned = self._keep_versions(name, bucket.id)
        self._expire(name, args, versioned)
        self._lock(name, args, versioned)
        policy = aws.s3.BucketPolicy(
            f"{name}-policy", bucket=bucket.id, policy=args.policy, opts=child
        )
        self.bucket = policy.bucket
        self.arn = pulumi.Output.all(bucket.arn, policy.id).apply(lambda known: str(known[0]))
        self.register_outputs({"bucket": self.bucket, "arn": self.arn})

    def _close(self, name: str, bucket: pulumi.Output[str]) -> None:
        aws.s3.BucketPublicAccessBlock(
            f"{name}-public-access-block",
            bucket=bucket,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=pulumi.ResourceOptions(parent=self),
        )
        aws.s3.BucketOwnershipControls(
            f"{name}-ownership",
            bucket=bucket,
            rule=aws.s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerEnforced"),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _encrypt(self, name: str, args: EnclaveBucketArgs, bucket: pulumi.Output[str]) -> None:
        by_default = aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(  # noqa: E501  the provider's name
            sse_algorithm="aws:kms", kms_master_key_id=args.key_arn
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            f"{name}-encryption",
            bucket=bucket,
            rules=[
                aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
                    apply_server_side_encryption_by_default=by_default,
                    bucket_key_enabled=True,  # one KMS call a while, not one an object
                )
            ],
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _keep_versions(self, name: str, bucket: pulumi.Output[str]) -> pulumi.Output[str]:
        versioning = aws.s3.BucketVersioning(
            f"{name}-versioning",
            bucket=bucket,
            versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(
                status="Enabled"
            ),
            opts=pulumi.ResourceOptions(parent=self),
        )
        return versioning.bucket

    def _expire(self, name: str, args: EnclaveBucketArgs, bucket: pulumi.Output[str]) -> None:
        rules = [_unfinished_uploads(), *(_expiry(each) for each in args.spec.expiries)]
        aws.s3.BucketLifecycleConfiguration(
            f"{name}-lifecycle",
            bucket=bucket,
            rules=rules,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _lock(self, name: str, args: EnclaveBucketArgs, bucket: pulumi.Output[str]) -> None:
        if args.spec.lock_mode is None:
            return
        retention = aws.s3.BucketObjectLockConfigurationRuleDefaultRetentionArgs(
            mode=args.spec.lock_mode, days=args.spec.lock_days
        )
        aws.s3.BucketObjectLockConfiguration(
            f"{name}-lock",
            bucket=bucket,
            object_lock_enabled="Enabled",
            rule=aws.s3.BucketObjectLockConfigurationRuleArgs(default_retention=retention),
            opts=pulumi.ResourceOptions(parent=self),
        )


def _unfinished_uploads() -> aws.s3.BucketLifecycleConfigurationRuleArgs:
    return aws.s3.BucketLifecycleConfigurationRuleArgs(
        id="unfinished-uploads",
        status="Enabled",
        filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
        abort_incomplete_multipart_upload=(
            aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                days_after_initiation=UNFINISHED_UPLOAD_DAYS
            )
        ),
    )


def _expiry(expiry: Expiry) -> aws.s3.BucketLifecycleConfigurationRuleArgs:
    return aws.s3.BucketLifecycleConfigurationRuleArgs(
        id="-".join(("expiry", *filter(None, expiry.prefix.split("/")))),
        status="Enabled",
        filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=expiry.prefix),
        expiration=aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(days=expiry.days),
        noncurrent_version_expiration=(
            aws.s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                noncurrent_days=OLD_VERSION_DAYS
            )
        ),
    )
