"""A GPU is known, and is cut only as it can be."""

from collections.abc import Iterable, Iterator

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.model.sites import Site
from enclave.declaration.rule import Rule
from enclave.declaration.suggestions import suggestion
from enclave.facts.gpus import gpu_memory_mib, gpus, mig
from enclave.facts.instance_types import instance_type
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_MIG_PROFILE",
    title="A GPU is known, and is cut only as it can be",
    severity=Severity.MEDIUM,
    controls=("SC-39", "CM-8"),
)


def check(context: Context) -> Iterable[Finding]:
    """Look at the GPUs of nodes and hosts."""
    for name, site in context.declaration.sites.items():
        yield from _hosts(context, name, site)
        group = site.nodes.gpu if site.nodes is not None else None
        known = instance_type(group.type) if group is not None else None
        if group is None or group.mig is None or known is None or known.gpu is None:
            continue
        path = ("sites", name, "nodes", "gpu", "mig")
        if not known.mig:
            message = f"{known.gpu} of {group.type} cannot be cut"
            yield RULE.on_key(context.marks, path, message, fix="delete mig")
        else:
            yield from _profile(context, path, known.gpu, group.mig)


def _hosts(context: Context, name: str, site: Site) -> Iterator[Finding]:
    for key, host in site.hosts.items():
        here: Path = ("sites", name, "hosts", key)
        if host.gpu is None:
            continue
        if gpu_memory_mib(host.gpu) is None:
            names = gpus().memory_mib.value
            fix = suggestion(host.gpu, names, otherwise=f"use one of {', '.join(sorted(names))}")
            message = f"{host.gpu} is no GPU known here"
            yield RULE.on_value(context.marks, (*here, "gpu"), message, fix=fix)
        elif host.mig is not None:
            yield from _profile(context, (*here, "mig"), host.gpu, host.mig)


def _profile(context: Context, path: Path, gpu: str, profile: str) -> Iterator[Finding]:
    known = mig(gpu)
    if profile in known:
        return
    message = f"{gpu} has no MIG profile {profile}" if known else f"{gpu} cannot be cut"
    fix = f"use one of {', '.join(known)}" if known else "delete mig"
    yield RULE.on_value(context.marks, path, message, fix=fix)
