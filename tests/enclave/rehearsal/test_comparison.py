from dataclasses import replace
from ipaddress import IPv4Network
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enclave.derive.security_groups import Direction, Group
from enclave.rehearsal.comparison import compare
from enclave.rehearsal.read_back import Held, Opening
from tests.enclave.rehearsal.factories import SITE, as_derived, example, opening

HELD = as_derived()
KMS = "com.amazonaws.eu-central-1.kms-fips"
AUDIT = "loom-frankfurt-audit"
BUCKET = next(name for name in HELD.buckets if name.startswith(f"{AUDIT}-"))


def problems(held: Held) -> list[str]:
    return [problem for each in compare(example(), SITE, held) for problem in each.problems]


def counted(held: Held, kind: str) -> str:
    return next(str(each) for each in compare(example(), SITE, held) if kind in each.kind)


def with_bucket(**changed: Any) -> Held:  # noqa: ANN401  any field
    return replace(HELD, buckets={**HELD.buckets, BUCKET: replace(HELD.buckets[BUCKET], **changed)})


def with_key(**changed: Any) -> Held:  # noqa: ANN401  any field
    return replace(HELD, keys={**HELD.keys, AUDIT: replace(HELD.keys[AUDIT], **changed)})


def test_nothing_is_wrong_with_what_is_as_derived() -> None:
    assert problems(HELD) == []


@pytest.mark.parametrize("peer", [IPv4Network("0.0.0.0/0"), IPv4Network("10.40.0.0/20")])
def test_a_rule_on_a_port_that_nobody_declared_is_named(peer: IPv4Network) -> None:
    ssh = replace(opening(direction=Direction.INGRESS, peer=peer), ports=(22, 22))
    assert problems(replace(HELD, openings=(*HELD.openings, ssh))) == [
        f"rule loom-frankfurt-system ingress from {peer} tcp/22 stands, and is not derived"
    ]


def test_a_rule_for_everything_is_named() -> None:
    wide = replace(opening(peer=Group.GPU), protocol="-1", ports=(0, 65535))
    assert problems(replace(HELD, openings=(*HELD.openings, wide))) == [
        f"rule {wide} stands, and is not derived"
    ]
    assert str(wide) == "loom-frankfurt-system egress to loom-frankfurt-gpu any/0-65535"


def test_a_rule_of_the_default_group_is_named() -> None:
    rule = replace(opening(), group="default")
    assert problems(replace(HELD, openings=(*HELD.openings, rule))) == [
        "rule default egress to 203.0.113.9/32 tcp/443 stands, and is not derived"
    ]


@settings(deadline=None)  # a busy machine is no finding
@given(st.sampled_from(HELD.openings))
def test_any_rule_that_is_missing_is_named_and_not_counted(missing: Opening) -> None:
    held = replace(HELD, openings=tuple(rule for rule in HELD.openings if rule != missing))
    count = len(HELD.openings)
    assert problems(held) == [f"rule {missing} is derived, and does not stand"]
    assert counted(held, "rules") == f"{count - 1}/{count} rules"


def test_a_group_that_nobody_derived_is_named() -> None:
    assert problems(replace(HELD, groups=HELD.groups | {"mine"})) == [
        "security group mine stands, and is not derived"
    ]


def test_the_group_that_eks_makes_is_known_and_its_rules_are_not() -> None:
    group = "eks-cluster-sg-loom-frankfurt-cluster-1"
    assert problems(replace(HELD, groups=HELD.groups | {group})) == []
    rule = replace(opening(), group=group)
    assert problems(
        replace(HELD, groups=HELD.groups | {group}, openings=(*HELD.openings, rule))
    ) == [f"rule {rule} stands, and is not derived"]


def test_a_network_that_is_gone_or_more_is_named() -> None:
    assert problems(replace(HELD, networks=(IPv4Network("10.9.0.0/20"),))) == [
        "network 10.40.0.0/20 is derived, and does not stand",
        "network 10.9.0.0/20 stands, and is not derived",
    ]


def test_a_way_out_is_named_and_counted() -> None:
    held = replace(HELD, ways_out=("internet gateway igw-1", "route 0.0.0.0/0 to igw-1 in rtb-1"))
    assert problems(held) == [
        "internet gateway igw-1 stands, and is not derived",
        "route 0.0.0.0/0 to igw-1 in rtb-1 stands, and is not derived",
    ]
    assert counted(held, "network") == "1/1 network with 2 ways out"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"closed": False}, "does not block all public access"),
        ({"versioned": False}, "does not keep versions"),
        ({"key": None}, f"is not encrypted by {AUDIT}"),
        ({"key": "arn:aws:kms:eu-central-1:1:key/other"}, f"is not encrypted by {AUDIT}"),
        ({"policy": None}, "has no policy"),
        ({"policy": {"Statement": []}}, "does not carry the derived policy"),
    ],
)
def test_what_a_bucket_lacks_is_named(changed: dict[str, Any], said: str) -> None:
    assert problems(with_bucket(**changed)) == [f"bucket {BUCKET} {said}"]
    assert (
        counted(with_bucket(**changed), "buckets")
        == f"{len(HELD.buckets) - 1}/{len(HELD.buckets)} buckets"
    )


def test_a_bucket_that_is_gone_is_named() -> None:
    others = {name: bucket for name, bucket in HELD.buckets.items() if name != BUCKET}
    assert problems(replace(HELD, buckets=others)) == [
        f"bucket {BUCKET} is derived, and does not stand"
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"enabled": False}, "is not enabled"),
        ({"rotated": False}, "is not rotated"),
        ({"policy": {"Statement": []}}, "does not carry the derived policy"),
    ],
)
def test_what_a_key_lacks_is_named(changed: dict[str, Any], said: str) -> None:
    assert problems(with_key(**changed)) == [f"key {AUDIT} {said}"]


def test_a_key_that_is_gone_is_named() -> None:
    others = {name: key for name, key in HELD.keys.items() if name != AUDIT}
    assert f"key {AUDIT} is derived, and does not stand" in problems(replace(HELD, keys=others))


def test_a_missing_endpoint_is_named() -> None:
    without = {name: policy for name, policy in HELD.policies.items() if name != KMS}
    assert problems(replace(HELD, policies=without)) == [
        "endpoint of kms-fips is derived, and does not stand"
    ]


def test_a_changed_endpoint_policy_is_named() -> None:
    changed = {**HELD.policies, KMS: {"Statement": []}}
    assert problems(replace(HELD, policies=changed)) == [
        "endpoint of kms-fips does not carry the derived policy"
    ]


def test_an_endpoint_that_nobody_derived_is_named() -> None:
    more = {**HELD.policies, "com.amazonaws.eu-central-1.bedrock-runtime": {}}
    assert problems(replace(HELD, policies=more)) == [
        "endpoint of com.amazonaws.eu-central-1.bedrock-runtime stands, and is not derived"
    ]
