"""No site stands in the organization's management account."""

from collections.abc import Iterable

from enclave.declaration.context import Context
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_SITE_ACCOUNT",
    title="No site stands in the management account, which service control policies do not bind",
    severity=Severity.CRITICAL,
    controls=("AC-6", "SC-7"),
    reads=frozenset({"organization"}),
)


def check(context: Context) -> Iterable[Finding]:
    """Compare each site's account with the management account, where that is ours."""
    organization = context.declaration.organization
    if organization.aws is None:
        return
    for name, site in context.declaration.sites.items():
        if site.aws is not None and site.aws.account == organization.aws.management:
            yield RULE.on_value(
                context.marks,
                ("sites", name, "aws", "account"),
                f"{name} stands in the management account, which no service control policy binds",
                fix="give the site a member account of its own",
            )
