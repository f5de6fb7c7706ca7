"""A site of the smallest declaration, and an account that refuses it nothing.

moto has no Service Quotas but those of VPC, no versions of EKS, and no organization that this
account did not make: those answers are put in their place, in the form that botocore parses.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from enclave.account import open_account
from enclave.derive.aws_names import aws_names
from enclave.derive.cluster import cluster
from enclave.facts.service_quotas import service_quotas
from enclave.preflight.check import Context
from tests.enclave.conftest import Amazon
from tests.enclave.derive.declared import declared

SITE = "frankfurt"
ROOT = "r-abcd"
TODAY = date(2026, 11, 24)
FULL = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
TYPES = (
    "AISERVICES_OPT_OUT_POLICY",
    "DECLARATIVE_POLICY_EC2",
    "RESOURCE_CONTROL_POLICY",
    "SERVICE_CONTROL_POLICY",
)


def organization(
    amazon: Amazon,
    *,
    id: str = "o-l1nden100m",  # noqa: A002  AWS's word
    types: Sequence[str] = TYPES,
    policy: Mapping[str, Any] = FULL,
    attached: Sequence[str] = ("guard",),
) -> None:
    """Put the account into an organization whose targets carry these policies, all alike."""
    enabled = [{"Type": each, "Status": "ENABLED"} for each in types]
    amazon.replies_with("organizations DescribeOrganization", Organization={"Id": id})
    amazon.replies_with("organizations ListRoots", Roots=[{"Id": ROOT, "PolicyTypes": enabled}])
    amazon.replies_with("organizations ListParents", Parents=[{"Id": ROOT, "Type": "ROOT"}])
    named = [{"Id": "p-12345678", "Name": name} for name in attached]
    amazon.replies_with("organizations ListPoliciesForTarget", Policies=named)
    content = {"PolicySummary": named[0], "Content": json.dumps(policy)}
    amazon.replies_with("organizations DescribePolicy", Policy=content)
    none = "EffectivePolicyNotFoundException"
    amazon.fails("organizations DescribeEffectivePolicy", code=none)


def quota(amazon: Amazon, code: str, value: float, *, name: str | None = None) -> None:
    """Give one quota another value, or another name."""
    known = {each.code: each.name for each in service_quotas().quotas.value.values()}
    told = {"QuotaName": name or known[code], "QuotaCode": code, "Value": value}
    amazon.replies_by["service-quotas GetServiceQuota"]["QuotaCode"][code] = {"Quota": told}


def versions(amazon: Amazon, **status: str) -> None:
    """Let EKS offer these versions, underscores for dots."""
    offered = [
        {"clusterVersion": version.lstrip("v").replace("_", "."), "versionStatus": said}
        for version, said in status.items()
    ]
    amazon.replies_with("eks DescribeClusterVersions", clusterVersions=offered)


@pytest.fixture
def ready(amazon: Amazon) -> Amazon:
    """An account with everything that preflight asks for."""
    organization(amazon)
    amazon.replies_by["service-quotas GetServiceQuota"] = {"QuotaCode": {}}
    for each in service_quotas().quotas.value.values():
        quota(amazon, each.code, 100_000)
    version = cluster(declared(), SITE).version.replace(".", "_")
    versions(amazon, **{f"v{version}": "STANDARD_SUPPORT"})
    amazon.client("iam").create_role(RoleName="break-glass", AssumeRolePolicyDocument="{}")
    ec2 = amazon.client("ec2")
    for network in ec2.describe_vpcs()["Vpcs"]:
        for subnet in ec2.describe_subnets()["Subnets"]:
            ec2.delete_subnet(SubnetId=subnet["SubnetId"])
        ec2.delete_vpc(VpcId=network["VpcId"])
    return amazon


@pytest.fixture
def make_context(ready: Amazon) -> Callable[..., Context]:  # noqa: ARG001  answers stand first
    """What a check is given; parts of the declaration can be replaced."""

    def make(**changes: object) -> Context:
        declaration = declared(**changes)
        return Context(
            declaration=declaration,
            site=SITE,
            account=open_account(aws_names(declaration, SITE)),
            today=TODAY,
            file="enclave.yaml",
        )

    return make
