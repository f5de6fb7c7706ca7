"""Who takes which role of a site."""

from collections.abc import Iterator

from enclave.derive.workloads import PEOPLE, WORKLOADS
from tests.judges.iam.estate import Estate
from tests.judges.iam.rows import Row, row

_SERVICES = {
    "cluster": ("eks", "eks:cluster/{cluster}"),
    "trail-delivery": ("cloudtrail", "cloudtrail:trail/{slug}-trail"),
    "alarms": ("events", "events:rule/{slug}-keys"),
    "log-delivery": ("logs.REGION", "logs:log-group:g"),
}
_MACHINES = ("nodes", "runner")
_WRONG = {"aws__SourceAccount": "{colleague}", "aws__SourceArn": "here:s3:x"}


def trust_rows(estate: Estate) -> Iterator[Row]:
    """Pods by their service account, services of AWS by what they serve, machines; nobody else."""
    for role in estate.role_names:
        held = "" if role in PEOPLE else " TakenByServices"
        take = ("sts:AssumeRole", f"role:{role}")
        yield row("stranger", *take, f"trust Strangers{held}", "somebody else")
        if held:
            yield row("admin", *take, f"trust{held}", "people do not take it")
    yield from _people(estate)
    for role, workload in WORKLOADS.items():
        if role in estate.role_names:
            yield from _pods(role, workload.namespace, workload.service_account)
    for role, (service, source) in _SERVICES.items():
        yield from _service(role, service, source)
    yield from _stream()
    for role in _MACHINES:
        yield row("service:ec2", "sts:AssumeRole", f"role:{role}", "", "a machine of ours")
        yield row("service:lambda", "sts:AssumeRole", f"role:{role}", "trust", "no machine")
        yield row("service:ec2", "sts:SetSourceIdentity", f"role:{role}", "trust", "EC2 sets none")


def _stream() -> Iterator[Row]:
    take, who = ("sts:AssumeRole", "role:firehose"), "service:firehose"
    yield row(who, *take, "", "its stream", sts__ExternalId="{account}")
    yield row(who, *take, "trust", "a stream of others", sts__ExternalId="{colleague}")
    yield row(who, *take, "trust", "it says for nobody")
    yield row("service:ec2", *take, "trust", "another service", sts__ExternalId="{account}")
    yield row(who, "sts:SetSourceIdentity", take[1], "trust", "more than it does")


def _people(estate: Estate) -> Iterator[Row]:
    for role in PEOPLE:
        if role not in estate.role_names:
            continue
        take, to = "sts:AssumeRole", f"role:{role}"
        factor = {"aws__MultiFactorAuthPresent": "true"}
        yield row("admin", take, to, "", "people with a second factor", **factor)
        yield row("admin", take, to, "trust", "without one", aws__MultiFactorAuthPresent="false")
        yield row("colleague", take, to, "trust", "of another account", **factor)
        yield row(
            "admin", take, to, "trust ...", "of another organization, by its id alone", **factor,
            aws__PrincipalOrgID="{foreign}",
        )  # fmt: skip
        yield row("admin", "sts:SetSourceIdentity", to, "trust", "they take it, no more", **factor)
        yield row("the-deployer", take, to, "TakesNoRole trust", "it is not whoever it lets in")


def _pods(role: str, namespace: str, account: str) -> Iterator[Row]:
    signs = {
        "aws__SourceAccount": "{account}",
        "aws__SourceOrgID": "{organization}",
        "aws__RequestTag___eks_dash_cluster_dash_arn": "here:eks:cluster/{cluster}",
        "aws__RequestTag___kubernetes_dash_namespace": namespace,
        "aws__RequestTag___kubernetes_dash_service_dash_account": account,
    }
    for action in ("sts:AssumeRole", "sts:TagSession"):
        take = (action, f"role:{role}")
        yield row("service:pods.eks", *take, "", "its pods", **signs)
        yield row("service:ec2", *take, "trust", "another service", **signs)
        for sign in signs:
            if sign != "aws__SourceOrgID":
                wrong = signs | {sign: _WRONG.get(sign, "other")}
                yield row("service:pods.eks", *take, "trust", f"its {sign} is wrong", **wrong)
    yield row("service:pods.eks", "sts:SetSourceIdentity", f"role:{role}", "trust", "no pod does",
              **signs)  # fmt: skip


def _service(role: str, service: str, source: str) -> Iterator[Row]:
    signs = {
        "aws__SourceAccount": "{account}",
        "aws__SourceOrgID": "{organization}",
        "aws__SourceArn": f"here:{source}",
    }
    take = ("sts:AssumeRole", f"role:{role}")
    who = f"service:{service}"
    yield row(who, *take, "", "what it serves", **signs)
    yield row("service:ec2", *take, "trust", "another service", **signs)
    for sign, wrong in _WRONG.items():
        yield row(who, *take, "trust", f"its {sign} is wrong", **(signs | {sign: wrong}))
    yield row(who, "sts:SetSourceIdentity", take[1], "trust", "more than it does", **signs)
