"""One KMS key and the alias that names it."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.problems import Problem

DELETION_DAYS = 30  # the longest that KMS offers: time to notice
ROTATION_DAYS = range(90, 2561)  # what KMS accepts


@dataclass(frozen=True, kw_only=True)
class EncryptionKeyArgs:
    """Inputs of `EncryptionKey`: `alias` without its prefix, `policy` as JSON."""

    alias: str
    description: str
    policy: str
    rotation_days: int

    def __post_init__(self) -> None:
        if self.rotation_days not in ROTATION_DAYS:
            raise Problem(
                where=f"key {self.alias}",
                problem=f"cannot be rotated every {self.rotation_days} days",
                fix=f"choose from {ROTATION_DAYS.start} to {ROTATION_DAYS.stop - 1} days",
            )


class EncryptionKey(pulumi.ComponentResource):
    """Symmetric key of one region that KMS rotates; its material leaves neither KMS nor region."""

    arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: EncryptionKeyArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:encryption:EncryptionKey", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        key = aws.kms.Key(
            f"{name}-key",
            description=args.description,
            policy=args.policy,
            key_usage="ENCRYPT_DECRYPT",
            customer_master_key_spec="SYMMETRIC_DEFAULT",
            is_enabled=True,
            multi_region=False,
            enable_key_rotation=True,
            rotation_period_in_days=args.rotation_days,
            deletion_window_in_days=DELETION_DAYS,
            bypass_policy_lockout_safety_check=False,
            tags={"Name": args.alias},
            opts=child,
        )
        aws.kms.Alias(
            f"{name}-alias", name=f"alias/{args.alias}", target_key_id=key.key_id, opts=child
        )
        self.arn = key.arn
        self.register_outputs({"arn": self.arn})
