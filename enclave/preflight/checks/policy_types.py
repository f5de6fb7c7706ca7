"""The organization is the declared one, and has the policy types that the kit attaches."""

from collections.abc import Iterator

from enclave.preflight.check import Check, Context, Said
from enclave.preflight.organization import roots
from enclave.problems import Severity

NEEDED = (
    "AISERVICES_OPT_OUT_POLICY",
    "DECLARATIVE_POLICY_EC2",
    "RESOURCE_CONTROL_POLICY",
    "SERVICE_CONTROL_POLICY",
)


def _look(context: Context) -> Iterator[Said]:
    declared = context.declaration.organization.aws
    told = context.account.call("organizations", "DescribeOrganization")["Organization"]
    if declared is not None and told["Id"] != declared.id:
        yield Said(
            subject="organization",
            message=f"the account is in {told['Id']}, and organization.aws.id is {declared.id}",
            fix="correct enclave.yaml: policies that name another organization lock everybody out",
        )
    for root in roots(context.account):
        types = {t["Type"] for t in root.get("PolicyTypes", ()) if t.get("Status") == "ENABLED"}
        for missing in sorted(set(NEEDED) - types):
            yield Said(
                subject=missing,
                message=f"{missing} is not enabled in {told['Id']}",
                fix=f"aws organizations enable-policy-type --root-id {root['Id']}"
                f" --policy-type {missing}, from the management account",
            )


CHECK = Check(
    id="PREFLIGHT_POLICY_TYPES",
    title="The organization has the policy types that the kit attaches",
    severity=Severity.HIGH,
    look=_look,
)
