"""A Salesforce source stands under a name that Salesforce gives an org."""

from collections.abc import Iterable

from enclave.declaration.context import Context
from enclave.declaration.rule import Rule
from enclave.facts.salesforce import is_my_domain, my_domain_suffixes
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_MY_DOMAIN",
    title="A Salesforce source stands under a name of Salesforce",
    severity=Severity.CRITICAL,
    controls=("SC-7", "IA-9"),
)
DOCUMENTATION = ".example"  # RFC 2606: never delegated, so examples and tests reach nobody by it


def check(context: Context) -> Iterable[Finding]:
    """Look at My Domain: connectors may resolve it, and issuers of callers are built from it."""
    *others, last = my_domain_suffixes()
    for name, source in context.declaration.sources.items():
        host = source.salesforce.my_domain if source.salesforce is not None else None
        if host is None or host.endswith(DOCUMENTATION) or is_my_domain(host):
            continue
        message = f"{host} is no My Domain of Salesforce"
        path = ("sources", name, "salesforce", "my_domain")
        fix = f"one name before {', '.join(others)} or {last}"
        yield RULE.on_value(context.marks, path, message, fix=fix)
