"""EKS cluster that is reached from its network alone, and who it lets in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.derive.access_entries import AccessEntrySpec
from enclave.derive.cluster import (
    AUTHENTICATION_MODE,
    EGRESS_MODE,
    LOG_RETENTION,
    SUPPORT_TYPE,
    ClusterSpec,
)
from enclave.problems import Problem

FEWEST_SUBNETS = 2  # EKS wants two zones


@dataclass(frozen=True, kw_only=True)
class PrivateClusterArgs:
    """Inputs of `PrivateCluster`: `lasting` protects it from being deleted.

    `tags` go on the group that EKS makes, which no provider tags by default.
    """

    spec: ClusterSpec
    role_arn: pulumi.Input[str]
    subnet_ids: Sequence[pulumi.Input[str]]
    security_group_id: pulumi.Input[str]
    key_arn: pulumi.Input[str]
    log_key_arn: pulumi.Input[str]
    access: Sequence[AccessEntrySpec]
    tags: Mapping[str, str]
    lasting: bool

    def __post_init__(self) -> None:
        if len(self.subnet_ids) < FEWEST_SUBNETS:
            raise Problem(
                where=f"cluster {self.spec.name}",
                problem=f"has {len(self.subnet_ids)} of the {FEWEST_SUBNETS} subnets that it needs",
                fix="plan a subnet for it in each zone",
            )


class PrivateCluster(pulumi.ComponentResource):
    """Cluster without a public endpoint, whose control plane sends nothing past our routes.

    EKS gives its interfaces a group of its own beside ours, open to all the world outwards. Here
    every rule of that group is taken away: our group says what they may do. Nodes never get it,
    since their launch template names ours. EKS puts the two rules that join the group to itself
    back whenever it updates the cluster (EKS User Guide, sec-group-reqs); a refresh shows them.
    """

    cluster_name: pulumi.Output[str]
    endpoint: pulumi.Output[str]
    log_group: pulumi.Output[str]

    def __init__(
        self, name: str, args: PrivateClusterArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:cluster:PrivateCluster", name, None, opts)
        log_group = aws.cloudwatch.LogGroup(
            f"{name}-log",
            name=args.spec.log_group,
            kms_key_id=args.log_key_arn,
            retention_in_days=LOG_RETENTION.days,
            tags={"Name": args.spec.log_group},
            opts=pulumi.ResourceOptions(parent=self),
        )
        cluster = self._declare_cluster(name, args, log_group)
        self._close_group(name, args, cluster.vpc_config.cluster_security_group_id)
        for entry in args.access:
            self._declare_access(name, cluster, entry)
        self.cluster_name = cluster.name
        self.endpoint = cluster.endpoint
        self.log_group = log_group.name
        self.register_outputs(
            {
                "clusterName": self.cluster_name,
                "endpoint": self.endpoint,
                "logGroup": self.log_group,
            }
        )

    def _declare_cluster(
        self, name: str, args: PrivateClusterArgs, log_group: aws.cloudwatch.LogGroup
    ) -> aws.eks.Cluster:
        return aws.eks.Cluster(
            f"{name}-cluster",
            name=args.spec.name,
            version=args.spec.version,
            role_arn=args.role_arn,
            vpc_config=aws.eks.ClusterVpcConfigArgs(
                subnet_ids=args.subnet_ids,
                security_group_ids=[args.security_group_id],
                endpoint_private_access=True,
                endpoint_public_access=False,
                control_plane_egress_mode=EGRESS_MODE,
            ),
            kubernetes_network_config=aws.eks.ClusterKubernetesNetworkConfigArgs(
                ip_family="ipv4", service_ipv4_cidr=str(args.spec.service_block)
            ),
            # Everything in etcd is encrypted anyhow; this says by whose key.
            encryption_config=aws.eks.ClusterEncryptionConfigArgs(
                provider=aws.eks.ClusterEncryptionConfigProviderArgs(key_arn=args.key_arn),
                resources=["secrets"],
            ),
            access_config=aws.eks.ClusterAccessConfigArgs(
                authentication_mode=AUTHENTICATION_MODE,
                bootstrap_cluster_creator_admin_permissions=False,
            ),
            bootstrap_self_managed_addons=False,
            enabled_cluster_log_types=[str(kind) for kind in args.spec.log_types],
            upgrade_policy=aws.eks.ClusterUpgradePolicyArgs(support_type=SUPPORT_TYPE),
            deletion_protection=args.lasting,
            tags={"Name": args.spec.name},
            # EKS makes the group itself where there is none, and then without a key and for ever.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[log_group]),
        )

    def _close_group(self, name: str, args: PrivateClusterArgs, group: pulumi.Output[str]) -> None:
        tags = [
            aws.ec2.Tag(
                f"{name}-closed-group-{key.rpartition(':')[2]}",
                resource_id=group,
                key=key,
                value=value,
                opts=pulumi.ResourceOptions(parent=self),
            )
            for key, value in args.tags.items()
        ]
        aws.ec2.VpcSecurityGroupRulesExclusive(
            f"{name}-closed-group",
            security_group_id=group,
            ingress_rule_ids=[],
            egress_rule_ids=[],
            # Who deploys may take rules away from what has the tag of the site, and no other.
            opts=pulumi.ResourceOptions(parent=self, depends_on=tags),
        )

    def _declare_access(self, name: str, cluster: aws.eks.Cluster, entry: AccessEntrySpec) -> None:
        let_in = aws.eks.AccessEntry(
            f"{name}-access-{entry.key}",
            cluster_name=cluster.name,
            principal_arn=entry.principal,
            type="STANDARD",
            tags={"Name": entry.key},
            opts=pulumi.ResourceOptions(parent=self),
        )
        aws.eks.AccessPolicyAssociation(
            f"{name}-access-{entry.key}-policy",
            cluster_name=cluster.name,
            principal_arn=let_in.principal_arn,
            policy_arn=entry.policy,
            access_scope=aws.eks.AccessPolicyAssociationAccessScopeArgs(type="cluster"),
            opts=pulumi.ResourceOptions(parent=self),
        )
