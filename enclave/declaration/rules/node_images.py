"""The FIPS image of each node group can do what is asked of it."""

from collections.abc import Iterable, Iterator

from enclave.declaration.context import Context
from enclave.declaration.model.sites import Nodes
from enclave.declaration.rule import Rule
from enclave.facts.eks import eks, fips_image, mig_name
from enclave.facts.gpus import mig
from enclave.facts.instance_types import InstanceType, instance_type
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_NODE_IMAGE",
    title="The FIPS image of each node group can do what is asked of it",
    severity=Severity.MEDIUM,
    controls=("SC-13", "CM-8"),
)


def check(context: Context) -> Iterable[Finding]:
    """Look at the node groups of each cloud site whose types are known."""
    for name, site in context.declaration.sites.items():
        if site.aws is None or site.nodes is None:
            continue
        yield from _images(context, name, site.nodes)
        if site.nodes.gpu is not None:
            yield from _architectures(context, name, site.nodes)
            yield from _cuts(context, name, site.nodes)


def _images(context: Context, name: str, nodes: Nodes) -> Iterator[Finding]:
    for role, group in (("system", nodes.system), ("gpu", nodes.gpu)):
        known = instance_type(group.type) if group is not None else None
        if known is None or fips_image(known.architecture, gpu=known.gpu is not None):
            continue
        message = f"there is no FIPS image for {known.architecture}"
        architectures = ", ".join(eks().fips_images.value)
        path = ("sites", name, "nodes", role, "type")
        yield RULE.on_value(
            context.marks, path, message, fix=f"use a type of one of {architectures}"
        )


def _architectures(context: Context, name: str, nodes: Nodes) -> Iterator[Finding]:
    """One digest in artefacts.lock stands for one image, so all nodes run the same machine code."""
    system, gpu = _known(nodes.system.type), _known(nodes.gpu.type if nodes.gpu else None)
    if system is None or gpu is None or system.architecture == gpu.architecture:
        return
    message = (
        f"GPU nodes are {gpu.architecture} and system nodes {system.architecture}, "
        "but an image has one digest"
    )
    path = ("sites", name, "nodes", "gpu", "type")
    fix = "use types of one architecture"
    yield RULE.on_value(context.marks, path, message, fix=fix)


def _cuts(context: Context, name: str, nodes: Nodes) -> Iterator[Finding]:
    known = _known(nodes.gpu.type if nodes.gpu else None)
    profile = nodes.gpu.mig if nodes.gpu else None
    if known is None or known.gpu is None or profile is None or profile not in mig(known.gpu):
        return  # mig_profiles says what is wrong
    if mig_name(known.gpu) is None:
        message = f"{known.gpu} cannot be cut by the node image"
        fix = f"delete mig, or use {', '.join(eks().mig_names.value)}"
        path = ("sites", name, "nodes", "gpu", "mig")
        yield RULE.on_value(context.marks, path, message, fix=fix)


def _known(name: str | None) -> InstanceType | None:
    return None if name is None else instance_type(name)
