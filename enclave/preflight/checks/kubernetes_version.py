"""EKS offers the version of Kubernetes that the site gets, in standard support."""

from collections.abc import Iterator

from enclave.derive.cluster import cluster
from enclave.preflight.check import Check, Context, Said
from enclave.problems import Severity

_STANDARD = "STANDARD_SUPPORT"


def _look(context: Context) -> Iterator[Said]:
    version = cluster(context.declaration, context.site).version
    told = context.account.call("eks", "DescribeClusterVersions")["clusterVersions"]
    offered = {each["clusterVersion"]: each.get("versionStatus") for each in told}
    usable = sorted(name for name, status in offered.items() if status == _STANDARD)
    if version not in usable:
        standing = str(offered.get(version, "not offered")).lower().replace("_", " ")
        yield Said(
            subject=version,
            message=f"Kubernetes {version} is {standing} by EKS in {context.placement.region}",
            fix=f"declare one of {', '.join(usable)}" if usable else "ask AWS which it offers",
        )


CHECK = Check(
    id="PREFLIGHT_KUBERNETES_VERSION",
    title="EKS offers the version of Kubernetes, in standard support",
    severity=Severity.HIGH,
    look=_look,
)
