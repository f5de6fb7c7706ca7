"""What stands, thing by thing, held against what is derived: nothing may lack, nothing be more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from enclave.declaration.model import Declaration
from enclave.derive.bucket_policies import bucket_policy
from enclave.derive.buckets import BucketSpec, buckets
from enclave.derive.endpoint_policies import endpoint_policy
from enclave.derive.endpoints import Endpoint, endpoints
from enclave.derive.ends import site_network
from enclave.derive.key_policies import key_policy
from enclave.derive.keys import KeySpec, keys
from enclave.derive.names import cluster_name, resource_name
from enclave.derive.security_groups import Group, security_groups
from enclave.rehearsal.read_back import Held, Opening
from enclave.rehearsal.read_store import Bucket, Key

DEFAULT_GROUP = "default"  # AWS makes one in every network; none of its rules is derived
EKS_GROUP = "eks-cluster-sg-"  # what EKS names the one that it makes for a cluster
NOT_DERIVED = "stands, and is not derived"
NOT_STANDING = "is derived, and does not stand"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One kind of thing: how many are derived, how many of these are right, and what is wrong."""

    kind: str
    derived: int
    right: int
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.right}/{self.derived} {self.kind}"


def compare(declaration: Declaration, site: str, held: Held) -> tuple[Comparison, ...]:
    """Compare networks, rules, buckets, keys and endpoint policies."""
    return (
        _network(declaration, site, held),
        _rules(declaration, site, held),
        comparison_of("buckets", _buckets(declaration, site, held)),
        comparison_of("keys", _keys(declaration, site, held)),
        comparison_of(
            "endpoint policies",
            _policies(declaration, site, held),
            more=_more_endpoints(declaration, site, held),
        ),
    )


def derived_openings(declaration: Declaration, site: str) -> frozenset[Opening]:
    """The derived rules, as they would be read back."""
    return frozenset(
        Opening(
            group=group.name,
            direction=rule.direction,
            peer=resource_name(declaration, site, rule.peer)
            if isinstance(rule.peer, Group)
            else rule.peer,
            protocol=rule.protocol,
            ports=(rule.from_port, rule.to_port),
        )
        for group in security_groups(declaration, site)
        for rule in group.rules
    )


def comparison_of(
    kind: str, wrong: Mapping[str, tuple[str, ...]], *, more: tuple[str, ...] = ()
) -> Comparison:
    """`wrong` has an entry for each derived thing, empty where it is as derived."""
    return Comparison(
        kind=kind,
        derived=len(wrong),
        right=sum(not problems for problems in wrong.values()),
        problems=(*(problem for problems in wrong.values() for problem in problems), *more),
    )


def _network(declaration: Declaration, site: str, held: Held) -> Comparison:
    block = site_network(declaration.sites[site])
    blocks = list(held.networks)
    problems = [] if block in blocks else [f"network {block} {NOT_STANDING}"]
    if block in blocks:
        blocks.remove(block)
    right = not problems
    problems += [f"network {more} {NOT_DERIVED}" for more in blocks]
    problems += [f"{way} {NOT_DERIVED}" for way in held.ways_out]
    ways = len(held.ways_out)
    return Comparison(
        kind=f"network with {ways or 'no'} way{'s' * (ways > 1)} out",
        derived=1,
        right=int(right),
        problems=tuple(problems),
    )


def _rules(declaration: Declaration, site: str, held: Held) -> Comparison:
    derived, standing = derived_openings(declaration, site), frozenset(held.openings)
    groups = {group.name for group in security_groups(declaration, site)}
    others = held.groups - groups - {DEFAULT_GROUP}
    foreign = sorted(group for group in others if not _of_eks(declaration, site, group))
    return Comparison(
        kind="rules",
        derived=len(derived),
        right=len(derived & standing),
        problems=(
            *(f"rule {rule} {NOT_STANDING}" for rule in sorted(derived - standing, key=str)),
            *(f"rule {rule} {NOT_DERIVED}" for rule in sorted(standing - derived, key=str)),
            *(f"security group {group} {NOT_DERIVED}" for group in foreign),
        ),
    )


def _of_eks(declaration: Declaration, site: str, group: str) -> bool:
    """Whether EKS made the group with the cluster; none of its rules is derived either."""
    return group.startswith(f"{EKS_GROUP}{cluster_name(declaration, site)}-")


def _buckets(declaration: Declaration, site: str, held: Held) -> dict[str, tuple[str, ...]]:
    return {
        spec.name: tuple(
            f"bucket {spec.name} {problem}" for problem in _of_bucket(declaration, site, held, spec)
        )
        for spec in buckets(declaration, site)
    }


def _of_bucket(declaration: Declaration, site: str, held: Held, spec: BucketSpec) -> Iterator[str]:
    bucket: Bucket | None = held.buckets.get(spec.name)
    if bucket is None:
        yield NOT_STANDING
        return
    if not bucket.closed:
        yield "does not block all public access"
    if not bucket.versioned:
        yield "does not keep versions"
    own = held.keys.get(spec.key)
    if own is None or bucket.key != own.arn:
        yield f"is not encrypted by {spec.key}"
    named = [held.keys[name].arn for name in (spec.key, *spec.other_keys) if name in held.keys]
    if bucket.policy != bucket_policy(declaration, site, spec, key_arns=named):
        yield _policy_problem(bucket.policy)


def _policy_problem(policy: Any) -> str:  # noqa: ANN401  what JSON holds
    return "has no policy" if policy is None else "does not carry the derived policy"


def _keys(declaration: Declaration, site: str, held: Held) -> dict[str, tuple[str, ...]]:
    return {
        spec.name: tuple(
            f"key {spec.name} {problem}" for problem in _of_key(declaration, site, held, spec)
        )
        for spec in keys(declaration, site)
    }


def _of_key(declaration: Declaration, site: str, held: Held, spec: KeySpec) -> Iterator[str]:
    key: Key | None = held.keys.get(spec.name)
    if key is None:
        yield NOT_STANDING
        return
    if not key.enabled:
        yield "is not enabled"
    if not key.rotated:
        yield "is not rotated"
    if key.policy != key_policy(declaration, site, spec):
        yield _policy_problem(key.policy)


def _policies(declaration: Declaration, site: str, held: Held) -> dict[str, tuple[str, ...]]:
    return {
        endpoint.service: tuple(
            f"endpoint of {endpoint.service} {problem}"
            for problem in _of_endpoint(declaration, site, held, endpoint)
        )
        for endpoint in endpoints(declaration, site)
    }


def _of_endpoint(
    declaration: Declaration, site: str, held: Held, endpoint: Endpoint
) -> Iterator[str]:
    if endpoint.service_name not in held.policies:
        yield NOT_STANDING
        return
    policy = held.policies[endpoint.service_name]
    if policy != endpoint_policy(declaration, site, endpoint.service):
        yield "does not carry the derived policy"


def _more_endpoints(declaration: Declaration, site: str, held: Held) -> tuple[str, ...]:
    derived = {endpoint.service_name for endpoint in endpoints(declaration, site)}
    return tuple(f"endpoint of {n} {NOT_DERIVED}" for n in sorted(held.policies.keys() - derived))
