"""What a run of `up` stands up: sites, and the organization above them where that is ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.rehearsal.organization import STACK, Management, management_of
from enclave.rehearsal.sites import CloudSite, cloud_sites


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Sites in declared order, and the management account of their organization, if ours."""

    sites: Sequence[CloudSite]
    management: Management | None = None

    @property
    def accounts(self) -> Mapping[str, str]:
        """AWS account by stack, in the order in which the stacks are stood up."""
        above = {STACK: self.management.account} if self.management else {}
        return above | {site.stack: site.account for site in self.sites}

    @property
    def stacks(self) -> tuple[str, ...]:
        """Stacks in the order in which they are stood up."""
        return tuple(self.accounts)


def scope_of(declaration: Declaration, *, asked: Sequence[str]) -> Scope:
    """Return the sites asked for, or all, and what is above them. Raises Problem for no site."""
    return Scope(sites=cloud_sites(declaration, asked=asked), management=management_of(declaration))
