"""The opt-out: AWS uses no content of a site's account to improve its own AI services.

None of these services is allowed there; the opt-out holds for the day on which one is.
"""

from enclave.declaration.model import Declaration
from enclave.derive.guardrails.estate import estate_of
from enclave.derive.names import organization_slug
from enclave.derive.policy_packing import PolicyDocument, PolicyType, fitting

_NOBODY_BELOW = {"@@operators_allowed_for_child_policies": ["@@none"]}


def ai_opt_out_policies(declaration: Declaration) -> tuple[PolicyDocument, ...]:
    """The document, to be attached to every site's account; none without an AWS site.

    Raises UnfitPolicies where it is longer than AWS takes.
    """
    if estate_of(declaration) is None:
        return ()
    opted_out = _NOBODY_BELOW | {"opt_out_policy": _NOBODY_BELOW | {"@@assign": "optOut"}}
    policy = PolicyDocument(
        name=f"{organization_slug(declaration)}-enclave-ai-opt-out",
        type=PolicyType.AI_OPT_OUT,
        document={"services": _NOBODY_BELOW | {"default": opted_out}},
    )
    return (fitting(policy),)
