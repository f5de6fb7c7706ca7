"""No declarative policy of others holds what the site's own stack is to set."""

import json
from collections.abc import Iterator

from enclave.derive.account_defaults import account_defaults
from enclave.derive.declarative_policies import HELD
from enclave.derive.policy_packing import PolicyType
from enclave.preflight.check import Check, Context, Said
from enclave.problems import Problem, Severity

NONE = "EffectivePolicyNotFoundException"
KIND = str(PolicyType.DECLARATIVE_EC2)


def _look(context: Context) -> Iterator[Said]:
    """By what is in force for the account, which an account may ask of itself."""
    if account_defaults(context.declaration, context.site).machines is None:
        return
    told = context.account.look("organizations", "DescribeEffectivePolicy", NONE, PolicyType=KIND)
    held = sorted(HELD & _attributes(told["EffectivePolicy"]["PolicyContent"])) if told else []
    if held:
        yield Said(
            subject=KIND,
            message=f"{KIND} that is in force holds {', '.join(held)}, and EC2 refuses the site's"
            " stack to set them",
            fix="have whoever runs the organization take these out of it for this account, or name"
            " our management account in organization.aws.management: the kit's own policy then"
            " holds them",
        )


def _attributes(content: str) -> frozenset[str]:
    try:
        return frozenset(json.loads(content)["ec2_attributes"])
    except (ValueError, TypeError, KeyError) as error:
        raise Problem(
            where=KIND,
            problem="that is in force is in no form that is known here",
            fix="compare it by hand with docs/organization.md, and upgrade sovereign-enclave",
        ) from error


CHECK = Check(
    id="PREFLIGHT_DECLARATIVE_POLICY",
    title="The site's stack may set the account's defaults",
    severity=Severity.HIGH,
    look=_look,
)
