"""Each site has the GPUs that its models need, and no GPU nodes that none needs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from enclave.declaration.context import Context
from enclave.declaration.model.models import Gpu
from enclave.declaration.model.sites import Host, Nodes, Site
from enclave.declaration.rule import Rule
from enclave.facts.gpus import gpu_memory_mib, mig
from enclave.facts.instance_types import gpu_instance
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_GPU_CAPACITY",
    title="Each site has the GPUs that its models need",
    severity=Severity.MEDIUM,
    controls=("CP-2(2)", "SC-6"),
    reads=frozenset({"sites", "models"}),
)


@dataclass(kw_only=True)
class Node:
    """Whole GPUs or slices of one machine; a replica has its own, and stays on one machine."""

    free: int
    memory_mib: int
    sliced: bool


def check(context: Context) -> Iterable[Finding]:
    """Place the models of each site, the largest first, one replica each."""
    yield from _language_models(context)
    for name, site in context.declaration.sites.items():
        models = context.models_by_site.get(name, {})
        expected = any(model.is_language for model in models.values())
        needs = {key: model.gpu for key, model in models.items() if model.gpu is not None}
        nodes = _nodes(site)
        if nodes is None:
            continue
        if nodes and not needs and not expected:
            yield _idle(context, name)
        yield from _site(context, name, needs, nodes)


def _language_models(context: Context) -> Iterator[Finding]:
    for name, model in context.declaration.models.items():
        if model.is_language and model.gpu is None:
            message = f"{name} is served by {model.backend}, which needs a GPU"
            fix = "add gpu: {count: 1, memory: 24GiB}"
            yield RULE.on_key(context.marks, ("models", name), message, fix=fix)


def _site(
    context: Context, name: str, needs: Mapping[str, Gpu], nodes: list[Node]
) -> Iterator[Finding]:
    if not nodes:
        for key in needs:
            message = f"{key} needs a GPU, but {name} has none"
            fix = f"give {name} GPU nodes, or leave it out of the model's sites"
            yield RULE.on_key(context.marks, ("models", key, "gpu"), message, fix=fix)
        return
    largest = max(node.memory_mib for node in nodes)
    for key, gpu in sorted(needs.items(), key=lambda item: (-item[1].memory, -item[1].count)):
        if gpu.memory > largest:
            message = f"{key} needs {gpu.memory} MiB, and a GPU or slice at {name} has {largest}"
            path = ("models", key, "gpu", "memory")
            fix = "use larger GPUs or slices, or more of them with less memory each"
            yield RULE.on_value(context.marks, path, message, fix=fix)
        elif not _place(gpu, nodes):
            message = f"{name} has not {_gpus(gpu.count)} left on one machine for {key}"
            path = ("models", key, "gpu", "count")
            yield RULE.on_value(context.marks, path, message, fix=f"give {name} more GPUs")


def _place(gpu: Gpu, nodes: list[Node]) -> bool:
    """Take the tightest machine that fits; slices of one GPU do not work together."""
    fitting = [
        node
        for node in nodes
        if node.free >= gpu.count
        and node.memory_mib >= gpu.memory
        and not (node.sliced and gpu.count > 1)
    ]
    if not fitting:
        return False
    min(fitting, key=lambda node: (node.memory_mib, node.free)).free -= gpu.count
    return True


def _idle(context: Context, name: str) -> Finding:
    path = ("sites", name, "nodes", "gpu") if _is_cloud(context, name) else ("sites", name, "hosts")
    message = f"{name} has GPUs, but none of its models needs one"
    return RULE.on_key(context.marks, path, message, fix="delete them")


def _is_cloud(context: Context, name: str) -> bool:
    return context.declaration.sites[name].aws is not None


def _nodes(site: Site) -> list[Node] | None:
    """Machines with GPUs; None where a type or a GPU is not known, which another rule says."""
    if site.aws is not None and site.nodes is not None:
        return _cloud_nodes(site.aws.region, site.nodes)
    nodes = [
        _host_node(host, host.gpu, host.gpus)
        for host in site.hosts.values()
        if host.gpu is not None and host.gpus is not None
    ]
    known = [node for node in nodes if node is not None]
    return known if len(known) == len(nodes) else None


def _cloud_nodes(region: str, nodes: Nodes) -> list[Node] | None:
    if nodes.gpu is None:
        return []
    known = gpu_instance(region, nodes.gpu.type)
    node = _cut(known.gpu, known.count, known.memory_mib, nodes.gpu.mig) if known else None
    return None if node is None else [replace(node) for _ in range(nodes.gpu.count)]


def _host_node(host: Host, gpu: str, count: int) -> Node | None:
    memory = gpu_memory_mib(gpu)
    return None if memory is None else _cut(gpu, count, memory, host.mig)


def _cut(gpu: str, count: int, memory_mib: int, profile: str | None) -> Node | None:
    if profile is None:
        return Node(free=count, memory_mib=memory_mib, sliced=False)
    slices = mig(gpu).get(profile)
    if slices is None:
        return None
    return Node(free=count * slices.instances, memory_mib=slices.memory_mib, sliced=True)


def _gpus(count: int) -> str:
    return f"{count} GPU" if count == 1 else f"{count} GPUs"
