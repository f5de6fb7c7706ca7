"""Names of what is derived: one scheme, legal everywhere it is used."""

import hashlib
import re
import unicodedata

from enclave.declaration.model import Declaration

SLUG_LENGTH = 15  # leaves room for site (24), role (9), account (12) and hyphens in 63 characters
SHORT_NAME = 32  # what a load balancer and a target group may be called
DIGITS = 6  # of a digest, where a name had to be cut
RESERVED_PREFIXES = ("amzn-", "sthree-", "xn-")  # S3 refuses bucket names that begin so


def organization_slug(declaration: Declaration) -> str:
    """The organization's name as lower-case ASCII letters, digits and single hyphens, 1-15 long."""
    plain = unicodedata.normalize("NFKD", declaration.organization.name).encode("ascii", "ignore")
    slug = re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")[:SLUG_LENGTH].strip("-")
    return "enclave" if not slug or f"{slug}-".startswith(RESERVED_PREFIXES) else slug


def resource_name(declaration: Declaration, site: str, role: str) -> str:
    """`loom-frankfurt-system`: unique in the account, at most 63 characters for roles up to 22."""
    return f"{organization_slug(declaration)}-{site}-{role}"


def short_name(declaration: Declaration, site: str, role: str) -> str:
    """The same in at most 32 characters; one that is longer is cut, and a digest keeps it apart."""
    whole = resource_name(declaration, site, role)
    if len(whole) <= SHORT_NAME:
        return whole
    digest = hashlib.sha256(whole.encode()).hexdigest()[:DIGITS]
    return f"{whole[: SHORT_NAME - DIGITS - 1].rstrip('-')}-{digest}"


def private_zone(declaration: Declaration, site: str) -> str:
    """Private DNS zone of a site, under the top-level domain reserved for private use."""
    return f"{site}.{organization_slug(declaration)}.internal"


def workload_role(declaration: Declaration, site: str, workload: str) -> str:
    """Name of the IAM role of a workload's pods."""
    return resource_name(declaration, site, workload)


def trail_name(declaration: Declaration, site: str) -> str:
    """Name of the site's trail, which policies and alarms speak of."""
    return resource_name(declaration, site, "trail")


def trail_log_group(declaration: Declaration, site: str) -> str:
    """Name of the log group that holds the trail's events for the alarms."""
    return f"/enclave/{resource_name(declaration, site, 'trail')}"


def cluster_name(declaration: Declaration, site: str) -> str:
    """Name of the EKS cluster of a cloud site."""
    return resource_name(declaration, site, "cluster")


def log_stream(declaration: Declaration, site: str) -> str:
    """Name of the delivery stream by which the cluster's logs reach their bucket."""
    return resource_name(declaration, site, "cluster-logs")


def deployer_role(declaration: Declaration, site: str) -> str:
    """Name of the role that deploys a site; guardrails of the organization know it by this name."""
    return resource_name(declaration, site, "deployer")
