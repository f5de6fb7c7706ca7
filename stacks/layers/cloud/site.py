"""What every part of a site's cloud layer needs to know."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.declaration.model import Declaration
from enclave.derive.names import organization_slug

from ...settings import Settings


@dataclass(frozen=True, kw_only=True)
class Cloud:
    """The declaration, the site, how it is deployed, and the site's one provider."""

    declaration: Declaration
    settings: Settings
    provider: aws.Provider

    @property
    def site(self) -> str:
        """Name of the site."""
        return self.settings.site

    @property
    def prefix(self) -> str:
        """What the names of its resources begin with."""
        return f"{organization_slug(self.declaration)}-{self.site}"

    def options(
        self, *, protected: bool = False, after: Sequence[pulumi.Resource] = ()
    ) -> pulumi.ResourceOptions:
        """Options of a component: the site's provider, and protection where things must last.

        `after`: what has to stand first, where no input says so.
        """
        return pulumi.ResourceOptions(
            provider=self.provider,
            protect=protected and self.settings.lasting,
            depends_on=list(after),
        )
