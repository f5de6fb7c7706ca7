"""EKS add-ons of a cluster, one after the other."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.derive.add_ons import AddOnSpec
from enclave.problems import Problem


@dataclass(frozen=True, kw_only=True)
class ClusterAddOnsArgs:
    """Inputs of `ClusterAddOns`: `add_ons` in the order in which they are made."""

    cluster_name: pulumi.Input[str]
    add_ons: Sequence[AddOnSpec]

    def __post_init__(self) -> None:
        if not self.add_ons:
            raise Problem(
                where="add-ons",
                problem="are none, and no node joins a cluster without a CNI",
                fix="derive them",
            )


class ClusterAddOns(pulumi.ComponentResource):
    """Add-ons that EKS keeps as they are here: what somebody changes in the cluster is undone.

    A rehearsal and a destroyed site leave nothing of them behind.
    """

    arns: Sequence[pulumi.Output[str]]

    def __init__(
        self, name: str, args: ClusterAddOnsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:cluster:ClusterAddOns", name, None, opts)

        made: list[aws.eks.Addon] = []
        for spec in args.add_ons:
            made.append(self._declare(name, args, spec, after=made[-1:]))
        self.arns = [add_on.arn for add_on in made]
        self.register_outputs({"arns": self.arns})

    def _declare(
        self, name: str, args: ClusterAddOnsArgs, spec: AddOnSpec, *, after: Sequence[aws.eks.Addon]
    ) -> aws.eks.Addon:
        return aws.eks.Addon(
            f"{name}-{spec.name}",
            cluster_name=args.cluster_name,
            addon_name=str(spec.name),
            configuration_values=json.dumps(spec.configuration) if spec.configuration else None,
            resolve_conflicts_on_create="OVERWRITE",
            resolve_conflicts_on_update="OVERWRITE",
            preserve=False,
            tags={"Name": str(spec.name)},
            opts=pulumi.ResourceOptions(parent=self, depends_on=list(after)),
        )
