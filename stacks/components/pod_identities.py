"""Roles of pods: each service account gets one by EKS Pod Identity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.derive.workloads import Workload
from enclave.problems import Problem


@dataclass(frozen=True, kw_only=True)
class PodIdentity:
    """Pods of one service account, and the role that they take."""

    workload: Workload
    role_arn: pulumi.Input[str]


@dataclass(frozen=True, kw_only=True)
class PodIdentitiesArgs:
    """Inputs of `PodIdentities`: `identities` by the key of the role."""

    cluster_name: pulumi.Input[str]
    identities: Mapping[str, PodIdentity]

    def __post_init__(self) -> None:
        accounts = [each.workload for each in self.identities.values()]
        if len({(a.namespace, a.service_account) for a in accounts}) < len(accounts):
            raise Problem(
                where="pod identities",
                problem="give two roles to one service account, and EKS takes one",
                fix="derive a service account for each role",
            )


class PodIdentities(pulumi.ComponentResource):
    """Association of service accounts with roles; neither has to be there in the cluster yet.

    Sessions carry the tags of cluster, namespace and account, by which policies may tell pods.
    """

    association_ids: Sequence[pulumi.Output[str]]

    def __init__(
        self, name: str, args: PodIdentitiesArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:cluster:PodIdentities", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        self.association_ids = [
            aws.eks.PodIdentityAssociation(
                f"{name}-{key}",
                cluster_name=args.cluster_name,
                namespace=identity.workload.namespace,
                service_account=identity.workload.service_account,
                role_arn=identity.role_arn,
                disable_session_tags=False,
                tags={"Name": key},
                opts=child,
            ).association_id
            for key, identity in args.identities.items()
        ]
        self.register_outputs({"associationIds": self.association_ids})
