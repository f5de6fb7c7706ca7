"""The version of a cluster is in standard support, and stays there for a while."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.rule import Rule
from enclave.facts.eks import support_ends, supported_versions
from enclave.problems import Finding, Severity

RULE = Rule(
    id="ENCLAVE_KUBERNETES_VERSION",
    title="The version of a cluster is in standard support, and stays there for a while",
    severity=Severity.MEDIUM,
    controls=("SI-2", "SA-22"),
)
NOTICE = timedelta(days=60)  # EKS announces an end at least so long before, and then upgrades


def check(context: Context) -> Iterable[Finding]:
    """Look at the version of each site that declares one; the kit's own has a review day."""
    for name, site in context.declaration.sites.items():
        if site.aws is None or site.aws.kubernetes is None:
            continue
        path: Path = ("sites", name, "aws", "kubernetes")
        for message, fix in _problems(site.aws.kubernetes, context.today):
            yield RULE.on_value(context.marks, path, message, fix=fix)


def _problems(version: str, today: date) -> Iterator[tuple[str, str]]:
    ends = support_ends(version)
    later = [name for name in supported_versions(today + NOTICE) if name != version]
    fix = f'kubernetes: "{later[-1]}"' if later else "upgrade the kit, which knows no later one"
    if ends is None:
        yield f"EKS is not known to offer Kubernetes {version}", fix
    elif ends <= today:
        yield f"Kubernetes {version} left standard support on {ends}", fix
    elif ends <= today + NOTICE:
        days = (ends - today).days
        when = f"in {days} days" if days != 1 else "tomorrow"
        yield (
            f"Kubernetes {version} leaves standard support {when}, and EKS upgrades the cluster",
            fix,
        )
