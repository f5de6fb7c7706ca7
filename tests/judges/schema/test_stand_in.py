"""The stand-in's tables against the same readings: its properties, and what replaces a resource."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pytest

from enclave.rehearsal.aws.model import Resource, Step
from enclave.rehearsal.aws.types import TYPES
from tests.judges.schema import cloudformation, wheel

REGION = "us-east-1"  # where AWS has every type
EACH = pytest.mark.parametrize("resource", TYPES.values(), ids=TYPES.keys())
RULE_CHANGES = "EC2 changes a rule in place since ModifySecurityGroupRules; CloudFormation does not"
# What the stand-in replaces and CloudFormation does not, and the other way round, with the reason.
DIFFERENT: Mapping[tuple[str, str], str] = {
    ("aws:ec2/routeTableAssociation:RouteTableAssociation", "routeTableId"): (
        "EC2 has ReplaceRouteTableAssociation; CloudFormation does not use it"
    ),
    ("aws:ec2/vpc:Vpc", "instanceTenancy"): (
        "EC2 only ever lowers it from dedicated to default; the provider makes a new network"
    ),
    ("aws:eks/cluster:Cluster", "kubernetesNetworkConfig"): (
        "EKS changes what it says of load balancers (Auto Mode), never the block of services"
    ),
    ("aws:kms/key:Key", "keyUsage"): "CloudFormation refuses the change instead of a new key",
    ("aws:kms/key:Key", "multiRegion"): "CloudFormation refuses the change instead of a new key",
    ("aws:s3/bucket:Bucket", "objectLockEnabled"): (
        "S3 allows it later; the provider leaves that to bucketObjectLockConfiguration"
    ),
    **{
        (f"aws:vpc/securityGroup{side}Rule:SecurityGroup{side}Rule", name): RULE_CHANGES
        for side in ("Ingress", "Egress")
        for name in ("cidrIpv6", "fromPort", "ipProtocol", "toPort")
    },
}


@EACH
def test_its_properties_are_inputs_of_the_provider(resource: Resource) -> None:
    known = wheel.arguments(resource.type)
    assert resource.inputs - known.keys() == set()
    assert {n for n, one in known.items() if one.required} - resource.inputs == set()
    assert [n for n in resource.inputs if known[n].deprecated] == []


@EACH
def test_it_replaces_what_aws_cannot_change(resource: Resource) -> None:
    assert differences(resource) == {n for t, n in DIFFERENT if t == resource.type}


def differences(resource: Resource) -> set[str]:
    found = cloudformation.type_of(resource.type, region=REGION)
    if found is None:  # CloudFormation has the type as a part of another, or not at all
        return set()
    fixed = {name: found.is_fixed(name) for name in resource.inputs - {"region"}}
    return {n for n, is_ in fixed.items() if is_ not in (None, n in resource.replace_on)}


def test_a_table_that_forgets_a_replacement_is_seen() -> None:
    subnet = TYPES["aws:ec2/subnet:Subnet"]
    step = Step(properties={"cidrBlock"}, calls=())
    forgetful = replace_fields(
        subnet, replace_on=subnet.replace_on - {"cidrBlock"}, steps=(*subnet.steps, step)
    )
    assert differences(forgetful) == {"cidrBlock"}


def replace_fields(resource: Resource, **changed: Any) -> Resource:  # noqa: ANN401  any field
    given = {f.name: getattr(resource, f.name) for f in fields(resource) if f.init}
    return Resource(**(given | changed))
