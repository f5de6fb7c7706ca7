"""One-way doors of a site: what its first update decides for good, named before that."""

from collections.abc import Iterator

from enclave.declaration.model import Declaration
from enclave.declaration.model.sites import Use
from enclave.derive.buckets import LockMode, buckets
from enclave.derive.cluster import cluster
from enclave.derive.names import organization_slug
from enclave.derive.state_backend import DELETION_DAYS


def one_way_doors(declaration: Declaration, site: str) -> Iterator[str]:
    """One sentence a door, the ones that cost most first. Raises Problem for a data centre."""
    locked = [b for b in buckets(declaration, site) if b.lock_mode is LockMode.COMPLIANCE]
    if locked:
        names = ", ".join(bucket.role for bucket in locked)
        days = max(bucket.lock_days or 0 for bucket in locked)
        yield (
            f"Object Lock, compliance: for {days} days nobody deletes what is written to {names};"
            " only closing the whole account does"
        )
    if declaration.sites[site].use is Use.PRODUCTION:
        yield (
            "production: keys, records, registry and cluster are protected, and pulumi destroy"
            " refuses them"
        )
    yield (
        f"{cluster(declaration, site).name}: control-plane egress is customer-routed, and EKS"
        " never takes that back; only a new cluster does"
    )
    yield (
        f"keys: one that is taken away waits {DELETION_DAYS} days, then everything under it is"
        " lost for good"
    )
    yield (
        f"names: {organization_slug(declaration)} and {site} are part of every bucket, key and"
        " role; another name means another enclave"
    )
    yield "zones and network: both can be extended at the end, neither can be moved"
