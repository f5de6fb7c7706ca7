"""Which sites of the declaration are rehearsed, and as which stacks."""

from collections.abc import Sequence
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.problems import Problem


@dataclass(frozen=True, kw_only=True)
class CloudSite:
    """A site on AWS; its cloud stack is what a rehearsal stands up."""

    name: str
    account: str
    region: str

    @property
    def stack(self) -> str:
        """Name of the cloud stack, which fixes its layer."""
        return f"{self.name}-cloud"


def cloud_sites(declaration: Declaration, *, asked: Sequence[str] = ()) -> tuple[CloudSite, ...]:
    """Return the AWS sites in declared order, or those asked for; raises Problem for none."""
    known = {
        name: CloudSite(name=name, account=site.aws.account, region=site.aws.region)
        for name, site in declaration.sites.items()
        if site.aws is not None
    }
    unknown = [name for name in asked if name not in known]
    if unknown or not known:
        raise Problem(
            where="--site" if unknown else "sites",
            problem=f"{', '.join(unknown)} is no AWS site of the declaration"
            if unknown
            else "has no AWS site, and only those are rehearsed here",
            fix=f"choose from {', '.join(known)}" if known else "declare one, or use playbooks",
        )
    return tuple(site for name, site in known.items() if name in (asked or known))
