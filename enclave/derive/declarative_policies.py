"""Declarative policies: what EC2 holds to in a site's account, whatever a call there asks for.

EC2 itself enforces them, new operations included, and nobody in the account changes what they set.
"""

from collections.abc import Mapping

from enclave.declaration.model import Declaration
from enclave.derive.guardrails.estate import estate_of
from enclave.derive.names import organization_slug
from enclave.derive.policy_packing import PolicyDocument, PolicyType, fitting

Attribute = Mapping[str, object]


def declarative_policies(declaration: Declaration) -> tuple[PolicyDocument, ...]:
    """The document, to be attached to every site's account; none without an AWS site.

    Raises UnfitPolicies where it is longer than AWS takes.
    """
    if estate_of(declaration) is None:
        return ()
    slug = organization_slug(declaration)
    attributes = {"exception_message": _assigned(_message(declaration)), **_ATTRIBUTES}
    policy = PolicyDocument(
        name=f"{slug}-enclave-ec2",
        type=PolicyType.DECLARATIVE_EC2,
        document={"ec2_attributes": attributes},
    )
    return (fitting(policy),)


def _message(declaration: Declaration) -> str:
    return (
        f"Held by the declarative policy of {organization_slug(declaration)}'s enclave."
        " Fix: change what the enclave derives, not this account."
    )


def _assigned(value: object) -> Attribute:
    return {"@@assign": value}


_ATTRIBUTES: Mapping[str, Attribute] = {
    "vpc_block_public_access": {
        "internet_gateway_block": {
            "mode": _assigned("block_bidirectional"),
            "exclusions_allowed": _assigned("disabled"),
        }
    },
    "serial_console_access": {"status": _assigned("disabled")},
    "image_block_public_access": {"state": _assigned("block_new_sharing")},
    # Nodes start from Bottlerocket and EKS images, the runner from Amazon Linux: all have the owner
    # alias amazon. Images of the account itself are always allowed.
    "allowed_images_settings": {
        "state": _assigned("enabled"),
        "image_criteria": {"criteria_1": {"allowed_image_providers": _assigned(["amazon"])}},
    },
    # Pods are one hop further than their node, so they do not reach its credentials.
    "instance_metadata_defaults": {
        "http_tokens": _assigned("required"),
        "http_tokens_enforced": _assigned("enabled"),
        "http_put_response_hop_limit": _assigned("1"),
        "http_endpoint": _assigned("no_preference"),
        "instance_metadata_tags": _assigned("disabled"),
    },
    "snapshot_block_public_access": {"state": _assigned("block_all_sharing")},
}
HELD = frozenset(_ATTRIBUTES)  # what a site's own stack sets where no such policy does
