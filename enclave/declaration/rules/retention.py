"""Audit records outlive what they tell of, and no lock is set for longer than anyone can want."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from enclave.declaration.context import Context
from enclave.declaration.model.functions import Function
from enclave.declaration.model.sites import Site, Use
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_RETENTION",
    title="Audit records outlive kept content, and locks end",
    severity=Severity.MEDIUM,
    controls=("AU-11", "SI-12"),
    reads=frozenset({"sites", "models"}),
    exceptable=True,  # laws of a trade ask for other terms than the usual ones
)
SHORTEST_PRODUCTION = timedelta(days=180)  # six months: regulation (EU) 2024/1689, article 26(6)
LONGEST = timedelta(days=3650)  # a lock in compliance mode cannot be shortened by anybody


def check(context: Context) -> Iterable[Finding]:
    """Look at the audit retention of sites and the retention of functions."""
    for name, site in context.declaration.sites.items():
        yield from _site(context, name, site)
    for name, function in context.declaration.functions.items():
        yield from _function(context, name, function)


def _site(context: Context, name: str, site: Site) -> Iterator[Finding]:
    path = ("sites", name, "audit_retention")
    if site.audit_retention > LONGEST:
        message = f"{site.audit_retention.days} days are longer than a lock may last"
        yield RULE.on_value(context.marks, path, message, fix=f"at most {LONGEST.days}d")
    if site.use is Use.PRODUCTION and site.audit_retention < SHORTEST_PRODUCTION:
        message = f"{name} keeps audit records for {site.audit_retention.days} days in production"
        fix = f"at least {SHORTEST_PRODUCTION.days}d"
        yield RULE.on_value(context.marks, path, message, fix=fix)


def _function(context: Context, name: str, function: Function) -> Iterator[Finding]:
    model = context.declaration.models.get(function.model)
    for key in model.sites if model is not None else ():
        site = context.declaration.sites.get(key)
        if site is not None and function.retention > site.audit_retention:
            kept, audited = function.retention.days, site.audit_retention.days
            message = f"{name} keeps content for {kept} days, {key} its audit records for {audited}"
            yield RULE.on_value(
                context.marks,
                ("functions", name, "retention"),
                message,
                fix=f"at most {audited}d",
            )
