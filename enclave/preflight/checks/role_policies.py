"""IAM lets the deployer carry all of its policies."""

from collections.abc import Iterator

from enclave.derive.deployer_policies import deployer
from enclave.preflight.check import Check, Context, Said
from enclave.problems import Severity

QUOTA = "Managed policies attached to an IAM role"


def _look(context: Context) -> Iterator[Said]:
    role = deployer(context.declaration, context.site)
    told = context.account.call("iam", "GetAccountSummary")["SummaryMap"]
    allowed = int(told["AttachedPoliciesPerRoleQuota"])
    if len(role.policies) > allowed:
        yield Said(
            subject=role.name,
            message=f"{QUOTA}: {allowed} allowed, and {role.name} needs {len(role.policies)}",
            fix=f"have AWS raise that quota of IAM to {len(role.policies)}",
        )


CHECK = Check(
    id="PREFLIGHT_ROLE_POLICIES",
    title="IAM lets the deployer carry its policies",
    severity=Severity.HIGH,
    look=_look,
)
