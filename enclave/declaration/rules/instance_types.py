"""An instance type exists, is offered in the region, and is of its node group's kind."""

from collections.abc import Iterable, Iterator

from enclave.declaration.context import Context
from enclave.declaration.model.sites import AwsPlacement, NodeGroup
from enclave.declaration.rule import Rule
from enclave.declaration.suggestions import closest
from enclave.facts.instance_types import instance_type, instance_types, offered, offers_known
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_INSTANCE_TYPE",
    title="An instance type exists, is offered in its region, and fits its node group",
    severity=Severity.MEDIUM,
    controls=("CM-8", "SA-9(5)"),
)


def check(context: Context) -> Iterable[Finding]:
    """Look at the node groups of each cloud site."""
    for name, site in context.declaration.sites.items():
        if site.aws is None or site.nodes is None:
            continue
        yield from _group(context, name, "system", site.aws, site.nodes.system)
        if site.nodes.gpu is not None:
            yield from _group(context, name, "gpu", site.aws, site.nodes.gpu)


def _group(
    context: Context, name: str, role: str, placement: AwsPlacement, group: NodeGroup
) -> Iterator[Finding]:
    problem = _problem(role, placement.region, group.type)
    if problem is not None:
        path = ("sites", name, "nodes", role, "type")
        message, fix = problem
        yield RULE.on_value(context.marks, path, message, fix=fix)


def _problem(role: str, region: str, name: str) -> tuple[str, str] | None:
    known = instance_type(name)
    if known is None:
        match = closest(name, instance_types().types.value)
        return f"{name} is no instance type known here", f"{match}?" if match else _others(region)
    if offers_known(region) and name not in offered(region):
        return f"{name} is not offered in {region}", _others(region, gpu=known.gpu is not None)
    if role == "gpu" and known.gpu is None:
        return f"{name} has no GPU", _others(region, gpu=True)
    if role == "system" and known.gpu is not None:
        return f"{name} has GPUs, which system nodes do not use", _others(region, gpu=False)
    return None


def _others(region: str, *, gpu: bool = False) -> str:
    """The families of the wanted kind that the region offers."""
    types = instance_types().types.value
    fitting = (t for t in offered(region) if t in types and (types[t].gpu is not None) is gpu)
    families = sorted({name.partition(".")[0] for name in fitting})
    return f"use one of {', '.join(families)}" if families else "use one that the region offers"
