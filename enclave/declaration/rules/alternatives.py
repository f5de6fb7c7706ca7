"""Where two keys exclude each other, exactly one stands; where one needs another, both do."""

from collections.abc import Iterable, Iterator

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.model.callers import Caller
from enclave.declaration.model.sites import Host, HostRole, Site
from enclave.declaration.rule import Rule
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_ALTERNATIVE",
    title="Keys that exclude or need each other stand as they must",
    severity=Severity.HIGH,
    controls=("CM-6",),
    reads=frozenset({"organization", "sites"}),
)


def check(context: Context) -> Iterable[Finding]:
    """Look at sites, hosts, sources, callers and the organization."""
    for name, site in context.declaration.sites.items():
        yield from _site(context, name, site)
    for name, source in context.declaration.sources.items():
        given = _given(salesforce=source.salesforce, system=source.system)
        yield from _one_of(context, ("sources", name), given, ("salesforce", "system"))
    for name, caller in context.declaration.callers.items():
        yield from _caller(context, name, caller)
    yield from _organization(context)


def _site(context: Context, name: str, site: Site) -> Iterator[Finding]:
    here: Path = ("sites", name)
    given = _given(aws=site.aws, datacenter=site.datacenter)
    yield from _one_of(context, here, given, ("aws", "datacenter"))
    parts = _given(nodes=site.nodes, hosts=site.hosts or None)
    for owner, needed in (("aws", "nodes"), ("datacenter", "hosts")):
        if owner in given and needed not in parts:
            message = f"{name} has {owner} but no {needed}"
            yield RULE.on_key(context.marks, (*here, owner), message, fix=f"add {needed}")
        if needed in parts and given and owner not in given:
            message = f"{name} has {needed}, which belong to a site with {owner}"
            yield RULE.on_key(context.marks, (*here, needed), message, fix="delete them")
    for key, host in site.hosts.items():
        yield from _host(context, (*here, "hosts", key), host)


def _host(context: Context, here: Path, host: Host) -> Iterator[Finding]:
    given = _given(gpu=host.gpu, gpus=host.gpus, mig=host.mig)
    if host.role is HostRole.GPU:
        for key in ("gpu", "gpus"):
            if key not in given:
                message = f"{here[-1]} has role gpu but does not say {key}"
                yield RULE.on_key(context.marks, here, message, fix=f"add {key}")
        return
    for key in given:
        message = f"{here[-1]} has role {host.role} and cannot have {key}"
        yield RULE.on_key(context.marks, (*here, key), message, fix=f"delete {key}, or role: gpu")


def _caller(context: Context, name: str, caller: Caller) -> Iterator[Finding]:
    here: Path = ("callers", name)
    given = _given(jwt=caller.jwt, endpoint=caller.endpoint, spiffe=caller.spiffe)
    yield from _one_of(context, here, given - {"endpoint"}, ("jwt", "spiffe"))
    if caller.jwt is not None and caller.endpoint is None:
        message = f"{name} has jwt but no endpoint, and a token alone opens nothing"
        yield RULE.on_key(context.marks, (*here, "jwt"), message, fix="add endpoint")
    if caller.spiffe is not None and caller.endpoint is not None:
        message = f"{name} has endpoint, which belongs to jwt"
        yield RULE.on_key(context.marks, (*here, "endpoint"), message, fix="delete it")


def _organization(context: Context) -> Iterator[Finding]:
    cloud = [name for name, site in context.declaration.sites.items() if site.aws is not None]
    declared = context.declaration.organization.aws is not None
    if cloud and not declared:
        message = f"{cloud[0]} is an AWS site, but organization does not say aws"
        yield RULE.on_key(context.marks, ("organization",), message, fix="add organization.aws")
    if declared and not cloud:
        message = "organization has aws, but no site is in AWS"
        yield RULE.on_key(context.marks, ("organization", "aws"), message, fix="delete it")


def _one_of(
    context: Context, path: Path, given: frozenset[str], choices: tuple[str, str]
) -> Iterator[Finding]:
    first, second = choices
    if len(given) == 1:
        return
    count = "both" if given else "neither"
    joint = "and" if given else "nor"
    fix = "keep one of them" if given else f"add {first} or {second}"
    message = f"{path[-1]} has {count} {first} {joint} {second}"
    yield RULE.on_key(context.marks, path, message, fix=fix)


def _given(**values: object) -> frozenset[str]:
    return frozenset(key for key, value in values.items() if value is not None)
