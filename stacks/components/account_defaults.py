"""What an account refuses or encrypts by itself, whatever a call asks for."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.derive.account_defaults import MachineDefaults


@dataclass(frozen=True, kw_only=True)
class AccountDefaultsArgs:
    """Inputs of `AccountDefaults`: without `machines` the organization's own policy holds them."""

    account: str
    volume_key_arn: pulumi.Input[str]
    machines: MachineDefaults | None


class AccountDefaults(pulumi.ComponentResource):
    """Nothing public, nothing plain, no way round: for everything in the account and region.

    Destroyed, each goes back to what AWS has by default.
    """

    volume_key_arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: AccountDefaultsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:account:AccountDefaults", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        aws.s3.AccountPublicAccessBlock(
            f"{name}-buckets",
            account_id=args.account,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=child,
        )
        aws.ebs.EncryptionByDefault(f"{name}-volumes", enabled=True, opts=child)
        key = aws.ebs.DefaultKmsKey(f"{name}-volume-key", key_arn=args.volume_key_arn, opts=child)
        if args.machines is not None:
            self._close(name, args.machines)
            self._hold_machines(name, args.machines)
        self.volume_key_arn = key.key_arn
        self.register_outputs({"volumeKeyArn": self.volume_key_arn})

    def _close(self, name: str, machines: MachineDefaults) -> None:
        child = pulumi.ResourceOptions(parent=self)
        aws.ec2.VpcBlockPublicAccessOptions(
            f"{name}-gateways", internet_gateway_block_mode=machines.gateways, opts=child
        )
        aws.ebs.SnapshotBlockPublicAccess(f"{name}-snapshots", state=machines.snapshots, opts=child)
        aws.ec2.ImageBlockPublicAccess(f"{name}-images", state=machines.images, opts=child)

    def _hold_machines(self, name: str, machines: MachineDefaults) -> None:
        child = pulumi.ResourceOptions(parent=self)
        aws.ec2.AllowedImagesSettings(
            f"{name}-allowed-images",
            state="enabled",
            image_criterions=[
                aws.ec2.AllowedImagesSettingsImageCriterionArgs(
                    image_providers=machines.image_owners
                )
            ],
            opts=child,
        )
        aws.ec2.InstanceMetadataDefaults(
            f"{name}-metadata",
            http_tokens=machines.metadata_tokens,
            http_put_response_hop_limit=machines.metadata_hops,
            instance_metadata_tags=machines.metadata_tags,
            opts=child,
        )
        aws.ec2.SerialConsoleAccess(f"{name}-serial-console", enabled=False, opts=child)
