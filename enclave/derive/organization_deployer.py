"""The role that deploys the stack `organization`: what its two types call, and nothing else.

It stands in the management account, which no policy of the organization binds. It attaches policies
to the accounts of sites and to nothing above them, and touches those that carry the stack's mark.
The mark keeps mistakes out: whoever may tag can put it on a policy of others.
"""

from collections.abc import Iterator, Mapping, Sequence

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames
from enclave.derive.deployer_storage import state_statements
from enclave.derive.deployer_trust import deployer_trust
from enclave.derive.names import deployer_role
from enclave.derive.organization_policies import site_accounts
from enclave.derive.policy_documents import (
    Condition,
    Document,
    Statement,
    document,
    of_organization,
)
from enclave.derive.policy_packing import PolicyType
from enclave.derive.role_site import allow
from enclave.derive.roles import RoleSpec
from enclave.derive.state_account import ORGANIZATION, state_account
from enclave.derive.type_calls import TypeCalls, row

MARK = ("enclave:managed-by", "sovereign-enclave")  # on each policy, by the stack's provider
# terraform-provider-aws, internal/service/organizations: policy.go, policy_attachment.go, tags_gen
CALLS: Mapping[str, TypeCalls] = {
    "aws:organizations/policy:Policy": row(
        "organizations",
        "policy/{id}",
        makes="CreatePolicy TagResource",
        reads="DescribePolicy ListTagsForResource",
        changes="UpdatePolicy TagResource UntagResource",
        ends="DeletePolicy",
    ),
    "aws:organizations/policyAttachment:PolicyAttachment": row(
        "organizations",
        "policy/{id}",
        on="account/{id}",
        makes="AttachPolicy",
        reads="ListTargetsForPolicy",
        ends="DetachPolicy",
    ),
}
_MAKES, _TAGS = "organizations:CreatePolicy", "organizations:TagResource"
_BINDS, _FREES = "organizations:AttachPolicy", "organizations:DetachPolicy"


def organization_deployer(declaration: Declaration, *, trusted: Sequence[str] = ()) -> RoleSpec:
    """The deployer in the management account; `trusted` as of the deployer of a site.

    Raises Problem where that account is not ours, and for a principal that is no one role.
    """
    names = state_account(declaration, ORGANIZATION).names
    name = deployer_role(declaration, ORGANIZATION)
    return RoleSpec(
        key="deployer",
        name=name,
        description="Deploys the stack that binds the accounts of sites",
        trust=deployer_trust(
            names, f"{ORGANIZATION}, deployer", trusted, of_organization(declaration, "Principal")
        ),
        policies={
            f"{name}-{family}": policy for family, policy in _policies(declaration, names).items()
        },
    )


def _policies(declaration: Declaration, names: AwsNames) -> dict[str, Document]:
    return {
        "policies": document(_policy_statements(declaration, names)),
        "state": document(state_statements(declaration, ORGANIZATION)),
    }


def _policy_statements(declaration: Declaration, names: AwsNames) -> Iterator[Statement]:
    key, value = MARK
    new: Condition = {"StringEquals": {f"aws:RequestTag/{key}": value}}
    old: Condition = {"StringEquals": {f"aws:ResourceTag/{key}": value}}
    kinds = {"StringEquals": {"organizations:PolicyType": [str(kind) for kind in PolicyType]}}
    policies = [_arn(declaration, names, f"policy/{{}}/{kind.lower()}/p-*") for kind in PolicyType]
    accounts = [
        _arn(declaration, names, f"account/{{}}/{account}")
        for account in site_accounts(declaration)
    ]
    both = {"StringEquals": new["StringEquals"] | kinds["StringEquals"]}
    yield allow("MakesPolicies", (_MAKES,), condition=both)
    yield allow("MarksPolicies", (_TAGS,), policies, new)
    yield allow("OnItsPolicies", _on_policies(), policies, old)
    yield allow("BindsSites", (_BINDS,), accounts)
    # Any account: a site that is declared no more still has to be let go.
    yield allow("FreesAccounts", (_FREES,), [_arn(declaration, names, "account/{}/*")])


def _on_policies() -> list[str]:
    calls = {action for row_ in CALLS.values() for _, action in row_.calls()}
    return sorted(calls - {_MAKES, _TAGS})


def _arn(declaration: Declaration, names: AwsNames, resource: str) -> str:
    """ARN of a thing of the organization, whose id stands at the braces."""
    organization = declaration.organization.aws
    own = organization.id if organization else ""
    return f"arn:{names.partition}:organizations::{names.account}:{resource.format(own)}"
