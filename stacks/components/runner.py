"""The machine through which a session comes to the cluster; nothing can connect to it."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.derive.runner import RunnerSpec
from enclave.problems import Problem


@dataclass(frozen=True, kw_only=True)
class RunnerArgs:
    """Inputs of `Runner`: `image` brings its own Session Manager agent, `profile` its role.

    `security_group_id` is a group without inbound rules; a `lasting` one cannot be terminated
    before somebody says that it may.
    """

    spec: RunnerSpec
    image: str
    profile: pulumi.Input[str] | None
    subnet_id: pulumi.Input[str]
    security_group_id: pulumi.Input[str]
    key_arn: pulumi.Input[str]
    lasting: bool

    def __post_init__(self) -> None:
        if self.profile is None:
            raise Problem(
                where=f"runner {self.spec.name}",
                problem="has no role, so no session could be held on it",
                fix="give the instance profile of its role",
            )


class Runner(pulumi.ComponentResource):
    """Instance without a public address, a key pair or user data; sessions come by SSM alone."""

    instance_id: pulumi.Output[str]

    def __init__(
        self, name: str, args: RunnerArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:runner:Runner", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        instance = aws.ec2.Instance(
            f"{name}-instance",
            ami=args.image,
            instance_type=args.spec.instance_type,
            iam_instance_profile=args.profile,
            subnet_id=args.subnet_id,
            vpc_security_group_ids=[args.security_group_id],
            associate_public_ip_address=False,
            disable_api_termination=args.lasting,
            ebs_optimized=True,
            monitoring=True,
            metadata_options=aws.ec2.InstanceMetadataOptionsArgs(
                http_endpoint="enabled",
                http_tokens="required",
                http_put_response_hop_limit=1,  # no container reaches the machine's role
                instance_metadata_tags="disabled",
            ),
            root_block_device=aws.ec2.InstanceRootBlockDeviceArgs(
                encrypted=True,
                kms_key_id=args.key_arn,
                volume_type="gp3",
                volume_size=args.spec.volume_gib,
                delete_on_termination=True,
            ),
            tags={"Name": args.spec.name},
            opts=child,
        )
        self.instance_id = instance.id
        self.register_outputs({"instanceId": self.instance_id})
