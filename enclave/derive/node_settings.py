"""What a Bottlerocket node is told when it starts: nothing that reaches out, and no way in.

EKS adds what a node needs to join: the cluster's name, address and certificate authority, labels
and taints.
"""

from collections.abc import Iterator

from enclave.declaration.model.sites import GpuNodeGroup
from enclave.facts.eks import mig_name
from enclave.facts.instance_types import instance_type
from enclave.problems import Problem

TIME = "169.254.169.123"  # Amazon Time Sync Service, of the instance itself


def node_settings(gpu: GpuNodeGroup | None) -> str:
    """The settings of a node as TOML; `gpu` for nodes with GPUs.

    Raises Problem for a GPU that the image cannot cut as declared.
    """
    return "\n".join(_lines(gpu)) + "\n"


def _lines(gpu: GpuNodeGroup | None) -> Iterator[str]:
    # Both run images of a public registry and can do anything to the node; the second lets in
    # whoever may start sessions. What is wrong with a node is seen in its logs; it is replaced.
    for container in ("admin", "control"):
        yield from _table(f"host-containers.{container}", "enabled = false")
    yield from _table("metrics", "send-metrics = false")  # else to the makers of Bottlerocket
    yield from _table("ntp", f'time-servers = ["{TIME}"]')  # the default has a public pool as well
    yield from _table("kubernetes", "seccomp-default = true")
    if gpu is not None and gpu.mig is not None:
        yield from _cut(gpu.type, gpu.mig)


def _table(name: str, *lines: str) -> Iterator[str]:
    yield f"[settings.{name}]"
    yield from lines


def _cut(type_: str, profile: str) -> Iterator[str]:
    known = instance_type(type_)
    name = mig_name(known.gpu) if known and known.gpu else None
    if name is None:
        raise Problem(
            where=f"node type {type_}",
            problem=f"the node image cannot cut its GPUs by {profile}",
            fix="delete mig, or use a type that enclave validate accepts",
        )
    plugin = "kubelet-device-plugins.nvidia"
    yield from _table(plugin, 'device-partitioning-strategy = "mig"')
    yield from _table(f"{plugin}.mig.profile", f'"{name}" = "{profile}"')
