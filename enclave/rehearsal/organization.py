"""The organization that is rehearsed, where the management account is the declaration's own."""

from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.derive.organization_policies import management_account, site_accounts
from enclave.rehearsal.aws.landing_zone import LandingZone

STACK = "organization"  # its name fixes its layer


@dataclass(frozen=True, kw_only=True)
class Management:
    """The management account, the region it is called from, and the accounts of all sites."""

    organization: str
    account: str
    region: str
    accounts: tuple[str, ...]

    @property
    def zone(self) -> LandingZone:
        """What has to stand before the first stack does."""
        return LandingZone(
            id=self.organization,
            management=self.account,
            accounts=self.accounts,
            region=self.region,
        )


def management_of(declaration: Declaration) -> Management | None:
    """Return the management account; None where it is somebody else's, or there is no AWS site."""
    account, organization = management_account(declaration), declaration.organization.aws
    if account is None or organization is None:
        return None
    return Management(
        organization=organization.id,
        account=account,
        region=declaration.jurisdiction.regions[0],
        accounts=site_accounts(declaration),
    )
