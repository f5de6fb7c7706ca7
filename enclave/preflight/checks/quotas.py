"""Quotas leave room for what the site declares."""

from collections.abc import Iterator

from enclave.declaration.model.sites import NodeGroup
from enclave.derive.endpoints import endpoints
from enclave.derive.keys import keys
from enclave.facts.instance_types import instance_type
from enclave.facts.service_quotas import ServiceQuota, service_quotas
from enclave.preflight.check import Check, Context, Said
from enclave.problems import Problem, Severity

_FAMILIES = {"g": "g_vcpus", "vt": "g_vcpus", "p": "p_vcpus"}  # by the letters of a type's family
STANDARD = "standard_vcpus"
BALANCERS = 2  # of Salesforce, and of callers inside


def needed(context: Context) -> dict[str, int]:
    """How much a site needs of each quota, by the name of the fact."""
    declaration, site = context.declaration, context.site
    found = {
        "networks": 1,
        "endpoints": len(endpoints(declaration, site)),
        "balancers": BALANCERS,
        "keys": len(keys(declaration, site)) + 2,  # and the two of bootstrap
    }
    nodes = declaration.sites[site].nodes
    groups: list[NodeGroup] = [g for g in (nodes.system, nodes.gpu) if g] if nodes else []
    for group in groups:
        kind = _FAMILIES.get(_letters(group.type), STANDARD)
        found[kind] = found.get(kind, 0) + group.count * _vcpus(group.type)
    return found


def _letters(type_: str) -> str:
    family = type_.partition(".")[0]
    return family[: next((i for i, c in enumerate(family) if not c.isalpha()), len(family))]


def _vcpus(type_: str) -> int:
    known = instance_type(type_)
    if known is None:
        raise Problem(
            where=type_,
            problem="has a number of processors that is not known here",
            fix="compare the quota of running instances by hand, or upgrade sovereign-enclave",
        )
    return known.vcpus


def _look(context: Context) -> Iterator[Said]:
    facts = service_quotas().quotas.value
    unseen: dict[str, Problem] = {}
    for name, amount in needed(context).items():
        quota = facts[name]
        try:
            allowed = _allowed(context, quota)
        except Problem as problem:
            unseen[quota.name] = problem
            continue
        used = len(context.account.call("ec2", "DescribeVpcs")["Vpcs"]) if name == "networks" else 0
        if used + amount > allowed:
            there = f" beside {used} that stand" if used else ""
            yield Said(
                subject=quota.name,
                message=f"{quota.name}: {allowed:g} allowed, and the site needs {amount}{there}",
                fix=f"aws service-quotas request-service-quota-increase --service-code"
                f" {quota.service} --quota-code {quota.code} --desired-value {used + amount}",
            )

    if unseen:
        first = next(iter(unseen.values()))
        raise Problem(
            where=", ".join(unseen), problem=f"{first.where} {first.problem}", fix=first.fix
        )


def _allowed(context: Context, quota: ServiceQuota) -> float:
    asked = {"ServiceCode": quota.service, "QuotaCode": quota.code}
    told = context.account.call("service-quotas", "GetServiceQuota", **asked)["Quota"]
    if told.get("QuotaName") != quota.name:
        raise Problem(
            where=f"{quota.service} {quota.code}",
            problem=f"is {told.get('QuotaName')}, and was to be {quota.name}",
            fix=f"compare {quota.name} by hand, and upgrade sovereign-enclave",
        )
    return float(told["Value"])


CHECK = Check(
    id="PREFLIGHT_QUOTAS",
    title="Quotas leave room for the site",
    severity=Severity.HIGH,
    look=_look,
)
