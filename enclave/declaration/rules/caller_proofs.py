"""A caller proves itself as its source can."""

from collections.abc import Iterable, Iterator

from enclave.declaration.context import Context
from enclave.declaration.model.callers import Caller
from enclave.declaration.model.data import Salesforce
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_CALLER_PROOF",
    title="A caller proves itself as its source can",
    severity=Severity.CRITICAL,
    controls=("IA-3", "IA-9"),
    reads=frozenset({"sources", "callers"}),
)


def check(context: Context) -> Iterable[Finding]:
    """Compare each proof with its source, and trust domains with each other."""
    domains: dict[str, str] = {}
    for name, caller in context.declaration.callers.items():
        source = context.declaration.sources.get(caller.source)
        if source is None:
            continue
        if source.salesforce is not None:
            yield from _salesforce(context, name, caller, source.salesforce)
        elif caller.spiffe is None:
            message = f"{name} asks from {caller.source}, a system of our own, without spiffe"
            fix = "prove it by spiffe: jwt is for Salesforce"
            yield RULE.on_key(context.marks, ("callers", name), message, fix=fix)
        if caller.spiffe is not None:
            domain = caller.spiffe.split("/")[2]
            first = domains.setdefault("", domain)
            if domain != first:
                message = f"{domain} is another trust domain than {first}"
                path = ("callers", name, "spiffe")
                yield RULE.on_value(context.marks, path, message, fix=f"spiffe://{first}/...")


def _salesforce(
    context: Context, name: str, caller: Caller, salesforce: Salesforce
) -> Iterator[Finding]:
    if caller.jwt is None:
        message = f"{name} asks from {caller.source}, which is Salesforce, without jwt"
        fix = "prove it by jwt and endpoint: spiffe is for systems of our own"
        yield RULE.on_key(context.marks, ("callers", name), message, fix=fix)
        return
    issuer = f"https://{salesforce.my_domain}"
    if caller.jwt.issuer != issuer:
        message = f"{caller.jwt.issuer} is not the issuer of {caller.source}"
        path = ("callers", name, "jwt", "issuer")
        yield RULE.on_value(context.marks, path, message, fix=issuer)
