"""The version of a cluster is in standard support, and stays there for a while."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from enclave.declaration.context import Context
from enclave.declaration.marks import Path
from enclave.declaration.rule import Rule
from enclave.facts.eks import steps_to, support_ends, supported_versions
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
    ends, fix = support_ends(version), _fix(version, today)
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


def _fix(version: str, today: date) -> str:
    """The way to the latest version, one at a time; a new cluster may begin at its end."""
    later = [name for name in supported_versions(today + NOTICE) if name != version]
    if not later:
        return "upgrade the kit, which knows no later one"
    first, *others = steps_to(version, later[-1])
    return ", then ".join((f'kubernetes: "{first}"', *(f'"{name}"' for name in others)))
