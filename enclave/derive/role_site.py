"""What statements of role policies share: ARNs of one site, and its keys by what they are for."""

from collections.abc import Iterable
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.buckets import BucketRole, bucket_name
from enclave.derive.keys import OF_CLASSES, Purpose, key_name
from enclave.derive.names import cluster_name, resource_name
from enclave.derive.policy_documents import Condition, Statement

SITE_TAG = "enclave:site"  # on everything that a stack of the site makes, by its provider


@dataclass(frozen=True, kw_only=True)
class RoleSite:
    """A cloud site, as the policies of its roles name its parts."""

    declaration: Declaration
    site: str

    @property
    def names(self) -> AwsNames:
        """Partition, region and account."""
        return aws_names(self.declaration, self.site)

    @property
    def cluster(self) -> str:
        """Name of the EKS cluster."""
        return cluster_name(self.declaration, self.site)

    @property
    def cluster_arn(self) -> str:
        """ARN of the EKS cluster."""
        return self.names.arn("eks", f"cluster/{self.cluster}")

    @property
    def own(self) -> dict[str, str]:
        """`StringEquals` of a resource that a stack of the site made."""
        return {f"aws:ResourceTag/{SITE_TAG}": self.site}

    def bucket(self, role: BucketRole, objects: str = "") -> str:
        """ARN of a bucket, or of the `objects` in it."""
        name = bucket_name(self.declaration, self.site, role)
        return self.names.bucket(f"{name}/{objects}" if objects else name)

    def keys(
        self,
        sid: str,
        actions: Iterable[str],
        purposes: Iterable[Purpose],
        *,
        through: str | None = None,
        condition: Condition | None = None,
    ) -> Statement:
        """Use of the keys of these purposes, of every class, `through` a service or directly.

        Named by their aliases and not by ARN: there may be more classes than a policy has room for.
        The tag keeps out keys of a site whose name begins with this one's.
        """
        aliases = [*map(self._alias, purposes)]
        more: Condition = {"StringEquals": self.own}
        return _use(self.names, sid, actions, aliases, through, _both(more, condition or {}))

    def key(
        self, sid: str, actions: Iterable[str], alias: str, *, through: str | None = None
    ) -> Statement:
        """Use of one key that no stack makes, by its alias."""
        return one_key(self.names, sid, actions, alias, through=through)

    def _alias(self, purpose: Purpose) -> str:
        if purpose in OF_CLASSES:
            return f"alias/{resource_name(self.declaration, self.site, f'*-{purpose}')}"
        return f"alias/{key_name(self.declaration, self.site, purpose, None)}"


def one_key(
    names: AwsNames, sid: str, actions: Iterable[str], alias: str, *, through: str | None = None
) -> Statement:
    """Use of one key by its alias, `through` a service or directly."""
    return _use(names, sid, actions, [f"alias/{alias}"], through, {})


def _use(  # noqa: PLR0913, PLR0917  parts of one statement
    names: AwsNames,
    sid: str,
    actions: Iterable[str],
    aliases: list[str],
    through: str | None,
    condition: Condition,
) -> Statement:
    way: Condition = (
        {"StringEquals": {"kms:ViaService": names.host(through)}}
        if through
        # A key that is used directly is not used through anybody else.
        else {"Null": {"kms:ViaService": "true"}}
    )
    named: Condition = {"ForAnyValue:StringLike": {"kms:ResourceAliases": aliases}}
    keys = [names.arn("kms", "key/*")]
    return allow(sid, actions, keys, _both(_both(named, condition), way))


def _both(left: Condition, right: Condition) -> Condition:
    """Conditions of which all have to hold."""
    operators = dict.fromkeys([*left, *right])
    return {each: left.get(each, {}) | right.get(each, {}) for each in operators}


def allow(
    sid: str,
    actions: Iterable[str],
    resources: Iterable[str] = ("*",),
    condition: Condition | None = None,
) -> Statement:
    """One Allow; without resources of all, for actions that know none."""
    statement: Statement = {
        "Sid": sid,
        "Effect": "Allow",
        "Action": list(actions),
        "Resource": list(resources),
    }
    return statement | ({"Condition": condition} if condition else {})
