"""Defaults of a site's account in its region: what holds where a call says nothing else.

Where the organization is ours to govern, its declarative policy holds most of them, and an account
may not set what such a policy holds: there they are left to it (`declarative_policies.py`).
Everywhere else the site's own stack sets them. Encryption of volumes and the block of public
buckets are the site's own in any case.
"""

from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.derive.keys import Purpose, key_name
from enclave.derive.management import EXTERNAL
from enclave.derive.placement import cloud_placement


@dataclass(frozen=True, kw_only=True)
class MachineDefaults:
    """What EC2 holds machines, images, snapshots and networks to.

    `image_owners`: whose images a machine may start from, beside those of the account itself, which
    always may. Nodes start from Bottlerocket, whose owner EC2 calls amazon. `metadata_tokens` is
    what a launch gets that says nothing; the provider has no argument yet for what EC2 enforces
    (`HttpTokensEnforced`), so what a launch may say instead is left to the guardrails.
    """

    gateways: str = "block-bidirectional"
    snapshots: str = "block-all-sharing"
    images: str = "block-new-sharing"
    image_owners: tuple[str, ...] = ("amazon",)
    metadata_tokens: str = "required"  # IMDSv2
    metadata_hops: int = 1  # a pod is one hop further than its node
    metadata_tags: str = "disabled"


@dataclass(frozen=True, kw_only=True)
class AccountDefaults:
    """`volume_key` names the key of volumes that name none; no `machines`: others hold those."""

    volume_key: str
    machines: MachineDefaults | None


def account_defaults(declaration: Declaration, site: str) -> AccountDefaults:
    """The defaults of a cloud site's account. Raises Problem for a data centre."""
    cloud_placement(declaration, site)  # refuses a data centre
    return AccountDefaults(
        volume_key=key_name(declaration, site, Purpose.VOLUMES, None),
        machines=None if _held_by_organization(declaration) else MachineDefaults(),
    )


def _held_by_organization(declaration: Declaration) -> bool:
    organization = declaration.organization.aws
    return organization is not None and organization.management != EXTERNAL
