"""Buckets of a cloud site: one a role, each with its own key, locked where records must stay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from enclave.declaration.model import Declaration
from enclave.declaration.model.sites import Use
from enclave.derive.aws_names import aws_names
from enclave.derive.door import Way, has_way
from enclave.derive.keys import KeySpec, Purpose, key_name, keys
from enclave.derive.names import resource_name
from enclave.derive.placement import functions_at
from enclave.problems import Problem

UNFINISHED_UPLOAD_DAYS = 7
MOST_KEYS = 150  # ARNs of keys that a bucket policy, 20 KB at most, has room for
OLD_VERSION_DAYS = 1  # S3 takes no less; a lock outlasts it


class BucketRole(StrEnum):
    """What a bucket holds."""

    WEIGHTS = "weights"
    BUNDLES = "bundles"
    TRAINING = "training"
    AUDIT = "audit"
    TRAIL = "trail"
    FLOW_LOGS = "flow-logs"
    DNS_LOGS = "dns-logs"
    """Names that the site's network asked for, and what it was told."""
    DOOR_LOGS = "door-logs"
    """Connections of the load balancer that Salesforce calls; only where there is one."""


class LockMode(StrEnum):
    """Object Lock: nobody at all undoes `COMPLIANCE` before its days are over."""

    COMPLIANCE = "COMPLIANCE"
    GOVERNANCE = "GOVERNANCE"


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A service of AWS that writes into a bucket by itself: its principal, by its short name.

    `hive_partitions`: folders are named `key=value`, for queries. Policy and service must agree.
    """

    service: str
    hive_partitions: bool

    def folder(self, account: str) -> str:
        """Where it writes for an account (Amazon VPC User Guide, flow-logs-s3-permissions)."""
        return f"AWSLogs/aws-account-id={account}" if self.hive_partitions else f"AWSLogs/{account}"


@dataclass(frozen=True, kw_only=True)
class Expiry:
    """Objects below `prefix` end `days` after they were written, old versions a day after that.

    Where several fit, the shortest holds. S3 rounds each up to the next midnight (UTC).
    """

    prefix: str
    days: int


@dataclass(frozen=True, kw_only=True)
class BucketSpec:
    """One bucket: versioned, private, encrypted with the key named `key`.

    An object may ask for one of `other_keys` instead, those of single classes.
    `lock_days` is None where nothing is locked; without `expiries` nothing ends. `delivery`: who
    writes into it beside the site's own principals.
    """

    role: BucketRole
    name: str
    key: str
    other_keys: tuple[str, ...]
    lock_mode: LockMode | None
    lock_days: int | None
    expiries: tuple[Expiry, ...]
    delivery: Delivery | None = None


DELIVERIES = {
    BucketRole.TRAIL: Delivery(service="cloudtrail", hive_partitions=False),
    BucketRole.FLOW_LOGS: Delivery(service="delivery.logs", hive_partitions=True),
    BucketRole.DNS_LOGS: Delivery(service="delivery.logs", hive_partitions=False),
    BucketRole.DOOR_LOGS: Delivery(service="delivery.logs", hive_partitions=False),
}
_KEYS = {
    BucketRole.WEIGHTS: Purpose.WEIGHTS,
    BucketRole.BUNDLES: Purpose.BUNDLES,
    BucketRole.TRAINING: Purpose.TRAINING,
    BucketRole.AUDIT: Purpose.AUDIT,
    BucketRole.TRAIL: Purpose.TRAIL,
    BucketRole.FLOW_LOGS: Purpose.LOGS,
    BucketRole.DNS_LOGS: Purpose.LOGS,
    BucketRole.DOOR_LOGS: Purpose.LOGS,
}
_CLASS_KEYS = {BucketRole.TRAINING: Purpose.CONTENT, BucketRole.BUNDLES: Purpose.INDEX}
RECORDS = frozenset(  # locked
    {
        BucketRole.AUDIT,
        BucketRole.TRAIL,
        BucketRole.FLOW_LOGS,
        BucketRole.DNS_LOGS,
        BucketRole.DOOR_LOGS,
    }
)


def buckets(declaration: Declaration, site: str) -> tuple[BucketSpec, ...]:
    """The buckets of a cloud site, in the order of roles.

    Raises Problem for a data centre, and for more classes than a bucket policy can name keys of.
    """
    found = keys(declaration, site)
    return tuple(_bucket(declaration, site, role, found) for role in _roles(declaration, site))


def _roles(declaration: Declaration, site: str) -> Iterator[BucketRole]:
    private = has_way(declaration, site, Way.PRIVATE_LINK)
    yield from (role for role in BucketRole if private or role is not BucketRole.DOOR_LOGS)


def bucket_name(declaration: Declaration, site: str, role: BucketRole) -> str:
    """Unique in all of AWS, since the account is part of it; at most 63 characters."""
    return f"{resource_name(declaration, site, role)}-{aws_names(declaration, site).account}"


def content_folder(function: str) -> str:
    """Where the training bucket holds what a function keeps."""
    return f"functions/{function}/"


def index_folder(data_class: str) -> str:
    """Where the bundles bucket holds the index by which the door recognises a class."""
    return f"indexes/{data_class}/"


def _bucket(
    declaration: Declaration, site: str, role: BucketRole, found: Sequence[KeySpec]
) -> BucketSpec:
    where = declaration.sites[site]
    days = where.audit_retention.days if role in RECORDS else None
    production = where.use is Use.PRODUCTION
    mode = LockMode.COMPLIANCE if production else LockMode.GOVERNANCE
    return BucketSpec(
        role=role,
        name=bucket_name(declaration, site, role),
        key=key_name(declaration, site, _KEYS[role], None),
        other_keys=_other_keys(site, role, found),
        lock_mode=mode if days else None,
        lock_days=days,
        expiries=tuple(_expiries(declaration, site, role)),
        delivery=DELIVERIES.get(role),
    )


def _other_keys(site: str, role: BucketRole, found: Sequence[KeySpec]) -> tuple[str, ...]:
    others = tuple(key.name for key in found if key.purpose is _CLASS_KEYS.get(role))
    if 1 + len(others) > MOST_KEYS:
        raise Problem(
            where=f"sites.{site}",
            problem=f"has {1 + len(others)} keys for its {role} bucket, and the bucket's policy"
            f" has room for {MOST_KEYS}",
            fix="declare fewer classes, or spread functions over more sites",
        )
    return others


def _expiries(declaration: Declaration, site: str, role: BucketRole) -> Iterator[Expiry]:
    if role in RECORDS:
        yield Expiry(prefix="", days=declaration.sites[site].audit_retention.days)
    here = functions_at(declaration, site)
    if role is BucketRole.TRAINING and here:
        longest = max(function.retention.days for function in here.values())
        for name, function in here.items():
            if function.retention.days < longest:
                yield Expiry(prefix=content_folder(name), days=function.retention.days)
        yield Expiry(prefix="", days=longest)
