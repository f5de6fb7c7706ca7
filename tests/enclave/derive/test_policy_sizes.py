"""No policy is longer than AWS takes, however much is declared."""

import json
from collections.abc import Callable, Iterator

import pytest
import yaml

from enclave.declaration.model import Declaration
from enclave.derive.bucket_policies import bucket_policy
from enclave.derive.buckets import MOST_KEYS, buckets
from enclave.derive.endpoint_policies import endpoint_policy
from enclave.derive.endpoints import endpoints
from enclave.derive.key_policies import key_policy
from enclave.derive.keys import keys
from enclave.derive.policy_documents import Document
from enclave.derive.repository_policies import repository_policy
from enclave.problems import Problem
from scripts.generate_declaration import declaration_text
from tests.enclave.derive.declared import cloud_sites, declared, document
from tests.enclave.derive.strategies import for_any_declaration
from tests.map.tree import ROOT

# Service quotas: Amazon S3, AWS KMS, Amazon ECR, Amazon VPC. Characters, spaces counted.
BUCKET, KEY, REPOSITORY, ENDPOINT = 20_480, 32_768, 10_240, 20_480
ARN = "arn:aws-eusc:kms:eusc-de-east-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef"


def with_classes(count: int) -> Declaration:
    """The smallest declaration, whose function receives a field of each of so many classes."""
    whole = document()
    names = [f"class-with-a-long-name-{i}"[-24:] for i in range(count)]
    whole["classes"] = {name: {"grade": "confidential"} for name in names}
    whole["sources"]["crm"]["fields"] = {"Product2": {f"F{i}": n for i, n in enumerate(names)}}
    whole["functions"]["reply"] |= {
        "receives": {f"Product2.F{i}": "pseudonymise" for i in range(count)},
        "returns": names[:1],
    }
    return declared(**whole)


def sizes(declaration: Declaration, site: str) -> Iterator[tuple[int, int]]:
    """Length of each policy of a site as it is sent, and how long it may be."""

    def length(policy: Document) -> int:
        return len(json.dumps(policy))

    for bucket in buckets(declaration, site):
        arns = [ARN] * (1 + len(bucket.other_keys))
        yield length(bucket_policy(declaration, site, bucket, key_arns=arns)), BUCKET
    for key in keys(declaration, site):
        yield length(key_policy(declaration, site, key)), KEY
    for endpoint in endpoints(declaration, site):
        yield length(endpoint_policy(declaration, site, endpoint.service)), ENDPOINT
    yield length(repository_policy(declaration, site)), REPOSITORY


def example() -> Declaration:
    """The example retailer."""
    return Declaration.model_validate(yaml.safe_load((ROOT / "enclave.yaml").read_text()))


def generated() -> Declaration:
    """The largest declaration of the benchmarks."""
    return Declaration.model_validate(yaml.safe_load(declaration_text(200, 2000)))


@pytest.mark.parametrize(
    "make",
    [example, generated, lambda: with_classes(MOST_KEYS - 1)],
    ids=["example", "generated", "classes"],
)
def test_every_policy_fits(make: Callable[[], Declaration]) -> None:
    found = list(sizes(make(), "frankfurt"))
    assert found
    assert [size for size, most in found if size > most] == []


@for_any_declaration
def test_every_policy_of_any_declaration_fits(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        assert all(size <= most for size, most in sizes(declaration, site))


def test_more_classes_than_a_bucket_policy_can_name_are_refused() -> None:
    with pytest.raises(Problem) as caught:
        buckets(with_classes(MOST_KEYS), "frankfurt")
    assert str(caught.value) == (
        f"sites.frankfurt has {MOST_KEYS + 1} keys for its training bucket, and the bucket's "
        f"policy has room for {MOST_KEYS}. Fix: declare fewer classes, or spread functions over "
        "more sites."
    )
