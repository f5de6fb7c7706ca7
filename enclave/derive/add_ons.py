"""EKS add-ons that nodes cannot do without; CoreDNS and storage come with the platform layer.

Strict network policy starves CoreDNS until the platform's baseline lets it answer, so that one
cannot be made here. No version is pinned: which of them EKS offers for a version of Kubernetes only
an account can tell (`aws eks describe-addon-versions`), and EKS installs its default and then keeps
it. What the node image needs beside them, it carries itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Configuration = Mapping[str, str | Mapping[str, str]]


class AddOn(StrEnum):
    """Names that EKS knows them by."""

    POD_IDENTITY = "eks-pod-identity-agent"
    CNI = "vpc-cni"
    PROXY = "kube-proxy"


@dataclass(frozen=True, kw_only=True)
class AddOnSpec:
    """One add-on; `configuration` is what differs from its defaults."""

    name: AddOn
    configuration: Configuration


# The CNI takes its role from the agent, so that one is first.
ADD_ONS = (
    AddOnSpec(name=AddOn.POD_IDENTITY, configuration={}),
    AddOnSpec(
        name=AddOn.CNI,
        configuration={
            "enableNetworkPolicy": "true",  # off by default: policies would be taken, and not held
            "env": {
                "NETWORK_POLICY_ENFORCING_MODE": "strict",  # a pod starts with everything denied
                # No address is translated: flow logs and far ends see which pod it was.
                "AWS_VPC_K8S_CNI_EXTERNALSNAT": "true",
            },
        },
    ),
    AddOnSpec(name=AddOn.PROXY, configuration={}),
)
