"""Nodes of one kind, and the template that they are started from."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.derive.ends import Role
from enclave.derive.node_groups import CLUSTER_TAG, CapacityType, NodeGroupSpec
from enclave.problems import Problem

HOPS = 1  # metadata stays on the node: a pod is one hop further
ROOT, DATA = "/dev/xvda", "/dev/xvdb"  # Bottlerocket: the system itself, and all that it stores
TAGGED = ("instance", "volume", "network-interface")


@dataclass(frozen=True, kw_only=True)
class NodeGroupArgs:
    """Inputs of `NodeGroup`: `tags` go on its machines, which no provider tags by default."""

    spec: NodeGroupSpec
    version: str
    cluster_name: pulumi.Input[str]
    role_arn: pulumi.Input[str]
    subnet_ids: Sequence[pulumi.Input[str]]
    security_group_id: pulumi.Input[str]
    key_arn: pulumi.Input[str]
    tags: Mapping[str, str]

    def __post_init__(self) -> None:
        if len(self.subnet_ids) != len(self.spec.zones):
            raise Problem(
                where=f"node group {self.spec.name}",
                problem=f"has {len(self.subnet_ids)} subnets, not one in each of its zones "
                f"({', '.join(self.spec.zones)})",
                fix="give it the subnet of each zone",
            )


class NodeGroup(pulumi.ComponentResource):
    """Managed nodes: no key pair, no metadata for pods, both volumes under our key.

    GPU nodes are taken away before their successors come: capacity that is reserved has no room
    for one more.
    """

    group_name: pulumi.Output[str]

    def __init__(
        self, name: str, args: NodeGroupArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:cluster:NodeGroup", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        spec = args.spec

        template = self._declare_template(name, args)
        group = aws.eks.NodeGroup(
            f"{name}-group",
            cluster_name=args.cluster_name,
            node_group_name=spec.name,
            node_role_arn=args.role_arn,
            subnet_ids=args.subnet_ids,
            version=args.version,
            ami_type=spec.ami_type,
            capacity_type=str(spec.capacity_type),
            launch_template=aws.eks.NodeGroupLaunchTemplateArgs(
                id=template.id, version=template.latest_version.apply(str)
            ),
            scaling_config=aws.eks.NodeGroupScalingConfigArgs(
                min_size=spec.count, max_size=spec.count, desired_size=spec.count
            ),
            update_config=aws.eks.NodeGroupUpdateConfigArgs(
                max_unavailable=1,
                update_strategy="MINIMAL" if spec.role is Role.GPU_NODES else "DEFAULT",
            ),
            labels=spec.labels,
            taints=[
                aws.eks.NodeGroupTaintArgs(
                    key=taint.key, value=taint.value, effect=str(taint.effect)
                )
                for taint in spec.taints
            ],
            tags={"Name": spec.name},
            opts=child,
        )
        self.group_name = group.node_group_name
        self.register_outputs({"groupName": self.group_name})

    def _declare_template(self, name: str, args: NodeGroupArgs) -> aws.ec2.LaunchTemplate:
        spec = args.spec
        return aws.ec2.LaunchTemplate(
            f"{name}-template",
            name=spec.name,
            update_default_version=True,
            instance_type=spec.instance_type,
            vpc_security_group_ids=[args.security_group_id],  # and so not the group of EKS
            metadata_options=aws.ec2.LaunchTemplateMetadataOptionsArgs(
                http_endpoint="enabled",
                http_tokens="required",
                http_put_response_hop_limit=HOPS,
                http_protocol_ipv6="disabled",
                instance_metadata_tags="disabled",
            ),
            block_device_mappings=[
                _volume(args, ROOT, spec.root_gib),
                _volume(args, DATA, spec.data_gib),
            ],
            capacity_reservation_specification=_reservation(spec),
            instance_market_options=_market(spec),
            user_data=base64.b64encode(spec.user_data.encode()).decode(),
            tag_specifications=[_tags(args, kind) for kind in TAGGED],
            tags={"Name": spec.name},
            opts=pulumi.ResourceOptions(parent=self),
        )


def _volume(
    args: NodeGroupArgs, device: str, gib: int
) -> aws.ec2.LaunchTemplateBlockDeviceMappingArgs:
    return aws.ec2.LaunchTemplateBlockDeviceMappingArgs(
        device_name=device,
        ebs=aws.ec2.LaunchTemplateBlockDeviceMappingEbsArgs(
            volume_type="gp3",
            volume_size=gib,
            encrypted="true",
            kms_key_id=args.key_arn,
            delete_on_termination="true",
        ),
    )


def _reservation(
    spec: NodeGroupSpec,
) -> aws.ec2.LaunchTemplateCapacityReservationSpecificationArgs | None:
    if spec.reservation is None:
        return None
    return aws.ec2.LaunchTemplateCapacityReservationSpecificationArgs(
        capacity_reservation_target=(
            aws.ec2.LaunchTemplateCapacityReservationSpecificationCapacityReservationTargetArgs(
                capacity_reservation_id=spec.reservation
            )
        )
    )


def _market(spec: NodeGroupSpec) -> aws.ec2.LaunchTemplateInstanceMarketOptionsArgs | None:
    if spec.capacity_type is not CapacityType.CAPACITY_BLOCK:
        return None
    return aws.ec2.LaunchTemplateInstanceMarketOptionsArgs(market_type="capacity-block")


def _tags(args: NodeGroupArgs, kind: str) -> aws.ec2.LaunchTemplateTagSpecificationArgs:
    return aws.ec2.LaunchTemplateTagSpecificationArgs(
        resource_type=kind,
        tags={
            **args.tags,
            "Name": args.spec.name,
            CLUSTER_TAG: pulumi.Output.from_input(args.cluster_name),
        },
    )
