"""The kit's policies of the organization fit, beside those that the account carries already."""

from collections.abc import Iterator, Sequence

from enclave.derive.organization_policies import organization_policies
from enclave.derive.policy_packing import PolicyDocument, PolicyType, UnfitPolicies, quota_of
from enclave.preflight.check import Check, Context, Said
from enclave.preflight.organization import asked
from enclave.problems import Severity


def _look(context: Context) -> Iterator[Said]:
    try:
        documents = organization_policies(context.declaration)
    except UnfitPolicies as unfit:
        for problem in unfit.problems:
            message = f"{problem.where} {problem.problem}"
            yield Said(subject=problem.where, message=message, fix=problem.fix)
        return
    for kind in PolicyType:
        yield from _room(context, kind, documents)


def _room(
    context: Context, kind: PolicyType, documents: Sequence[PolicyDocument]
) -> Iterator[Said]:
    """AWS's own policy of a type is among those attached, and counts."""
    account = context.account.names.account
    ours = {each.name for each in documents if each.type is kind}
    told = asked(context.account, "ListPoliciesForTarget", TargetId=account, Filter=str(kind))
    others = sorted({each["Name"] for each in told["Policies"]} - ours)
    allowed = quota_of(kind).on_target
    if len(ours) + len(others) > allowed:
        yield Said(
            subject=str(kind),
            message=f"{kind}: an account carries {allowed}, and the kit brings {len(ours)} beside"
            f" {', '.join(others)}",
            fix="have whoever runs the organization merge those, or attach them to a unit above",
        )


CHECK = Check(
    id="PREFLIGHT_POLICY_ROOM",
    title="The account has room for the policies of the organization",
    severity=Severity.HIGH,
    look=_look,
)
