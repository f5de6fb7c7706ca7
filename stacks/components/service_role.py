"""One IAM role with its own policies, held to a permissions boundary."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.problems import Problem

SESSION_SECONDS = 3600  # the shortest that IAM takes as the longest
LONGEST_NAME = 64  # characters, of a role and of an instance profile


@dataclass(frozen=True, kw_only=True)
class ServiceRoleArgs:
    """Inputs of `ServiceRole`: `trust` and `policies`, by name, as JSON; `boundary` is an ARN.

    `machine`: an EC2 instance takes the role, by a profile of the same name.
    """

    role_name: str
    description: str
    trust: str
    policies: Mapping[str, str]
    boundary: str
    machine: bool

    def __post_init__(self) -> None:
        if len(self.role_name) > LONGEST_NAME:
            raise Problem(
                where=f"role {self.role_name}",
                problem=f"has a name of {len(self.role_name)} characters, and IAM takes "
                f"{LONGEST_NAME}",
                fix="shorten the name of the site",
            )


class ServiceRole(pulumi.ComponentResource):
    """Role for a service of AWS or for pods.

    `arn`, `role_name` and `instance_profile` (its name; none without a machine) are known once all
    policies stand: whoever takes the role may do at once what it needs.
    """

    arn: pulumi.Output[str]
    role_name: pulumi.Output[str]
    instance_profile: pulumi.Output[str] | None

    def __init__(
        self, name: str, args: ServiceRoleArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:identity:ServiceRole", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        role = aws.iam.Role(
            f"{name}-role",
            name=args.role_name,
            description=args.description,
            assume_role_policy=args.trust,
            permissions_boundary=args.boundary,
            max_session_duration=SESSION_SECONDS,
            tags={"Name": args.role_name},
            opts=child,
        )
        policies = [
            aws.iam.RolePolicy(
                f"{name}-{policy}", name=policy, role=role.name, policy=document, opts=child
            ).id
            for policy, document in args.policies.items()
        ]
        known = pulumi.Output.all(role.arn, role.name, *policies)
        self.arn = known.apply(lambda found: str(found[0]))
        self.role_name = known.apply(lambda found: str(found[1]))
        self.instance_profile = self._profile(name, args) if args.machine else None
        self.register_outputs(
            {
                "arn": self.arn,
                "roleName": self.role_name,
                "instanceProfile": self.instance_profile,
            }
        )

    def _profile(self, name: str, args: ServiceRoleArgs) -> pulumi.Output[str]:
        return aws.iam.InstanceProfile(
            f"{name}-profile",
            name=args.role_name,
            role=self.role_name,
            tags={"Name": args.role_name},
            opts=pulumi.ResourceOptions(parent=self),
        ).name
