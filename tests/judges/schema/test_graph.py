"""The program's graph is what AWS and its provider accept, in every layer and variant."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from stacks.settings import Layer
from tests.judges.schema import cloudformation, wheel
from tests.judges.schema.graph import DECLARE, VARIANTS, Graph, graph
from tests.judges.schema.verdict import KNOWN, complaints, known, lines
from tests.stacks.conftest import Declared

ALL = [(layer, variant) for layer in DECLARE for variant in VARIANTS]
EACH = pytest.mark.parametrize(("layer", "variant"), ALL, ids=str)
KEY = "aws:kms/key:Key"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
BUCKET = "aws:s3/bucket:Bucket"
REPOSITORY = "aws:ecr/repository:Repository"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
VERSIONING_ON = {"versioningConfiguration": {"status": "On"}}
STATUS = "versioningConfiguration.status"
GERMANY = "eu-central-1"
ELSEWHERE = "aws:cur/reportDefinition:ReportDefinition"
TYPE = "VpcEndpointType"


def first(token: str) -> tuple[Graph, Declared]:
    """One resource of a type, from whichever layer declares one."""
    for layer in DECLARE:
        found = graph(layer, "production")
        for resource in found.resources:
            if resource.type == token:
                return found, resource
    raise KeyError(token)


@cache
def said(layer: Layer, variant: str) -> tuple[tuple[str, str], ...]:
    """Every line about every resource, the known ones too."""
    found = graph(layer, variant)
    return tuple((r.name, line) for r in found.resources for line in lines(found, r))


def said_of(token: str, **changes: Any) -> list[str]:  # noqa: ANN401  any input
    """What is said when inputs of one resource are changed; None takes one away."""
    found, resource = first(token)
    inputs = {k: v for k, v in {**resource.inputs, **changes}.items() if v is not None}
    return complaints(found, replace(resource, inputs=inputs))


def test_every_layer_is_recorded() -> None:
    assert set(DECLARE) == set(Layer)


@EACH
def test_nothing_is_refused(layer: Layer, variant: str) -> None:
    assert [(name, line) for name, line in said(layer, variant) if known(line) is None] == []


def test_what_is_known_to_be_otherwise_is_still_met() -> None:
    met = {known(line) for layer, variant in ALL for _, line in said(layer, variant)}
    assert met >= KNOWN.keys()


def test_each_reading_knows_what_the_network_and_its_keys_are_made_of() -> None:
    for token in (KEY, ENDPOINT):
        assert wheel.arguments(token)
        assert cloudformation.type_name(token)


@pytest.mark.parametrize(
    ("token", "changes", "said"),
    [
        (KEY, {"descripton": "for the trail"}, "descripton is no property"),
        (KEY, {"arn": "arn:aws:kms"}, "arn is set by the provider alone"),
        (KEY, {"enableKeyRotation": "yes"}, "enableKeyRotation is 'yes', not _builtins.bool"),
        (KEY, {"deletionWindowInDays": 30.5}, "deletionWindowInDays is 30.5, not _builtins.int"),
        (ENDPOINT, {"vpcId": None}, "vpcId is missing"),
        (ENDPOINT, {"subnetIds": [7]}, "subnetIds[0] is 7, not _builtins.str"),
        (VERSIONING, {"versioningConfiguration": {}}, "versioningConfiguration.status is missing"),
        (VERSIONING, VERSIONING_ON, f"{STATUS} 'On' is none of Disabled, Enabled, Suspended"),
        (BUCKET, {"acl": "private"}, "acl is deprecated"),
        (BUCKET, {"bucket": "-x"}, "bucket '-x' does not match ^([a-z0-9]"),
        (BUCKET, {"bucket": "x" * 64}, "bucket is 64 characters long"),
        (ENDPOINT, {"vpcEndpointType": "Privat"}, f"CreateVpcEndpoint.{TYPE} 'Privat' is none of"),
        (KEY, {"customerMasterKeySpec": "AES"}, "CreateKey.KeySpec 'AES' is none of RSA_2048"),
        (REPOSITORY, {"name": "Envoy"}, "name 'Envoy' does not match ^(?=.{2,256}$)"),
        (REPOSITORY, {"name": "Envoy"}, "CreateRepository.repositoryName 'Envoy' does not match"),
    ],
)
def test_one_wrong_input_is_named(token: str, changes: dict[str, Any], said: str) -> None:
    _, resource = first(token)
    assert any(s.startswith(f"{token} {resource.name}: {said}") for s in said_of(token, **changes))


def test_a_type_that_is_not_there_is_named() -> None:
    found, resource = first(KEY)
    (said,) = complaints(found, replace(resource, type="aws:kms/keys:Keys"))
    assert said.endswith("aws:kms/keys:Keys is no type of the provider")


def test_a_type_that_the_region_lacks_is_named() -> None:
    (said,) = cloudformation.complaints(ELSEWHERE, {}, region=GERMANY, opaque=bool)
    assert said.endswith(f" is not to be had in {GERMANY}")


def every_type() -> list[str]:
    declared = {d.type for layer in DECLARE for d in graph(layer, "production").resources}
    assert KEY in declared  # not vacuous
    return sorted(token for token in declared if token.startswith("aws:"))


@pytest.mark.parametrize(
    "broken",
    [lambda name, value: {f"{name}s": value}, lambda name, _: {name: object}],
    ids=["misspelt", "of another type"],
)
def test_any_input_that_is_broken_is_refused(
    broken: Callable[[str, Any], dict[str, Any]],
) -> None:
    unnoticed = [
        f"{token} {name}"
        for token in every_type()
        for name, value in first(token)[1].inputs.items()
        if not said_of(token, **{name: None, **broken(name, value)})
    ]
    assert unnoticed == []


def test_any_required_input_that_lacks_is_named() -> None:
    required = [
        (token, name)
        for token in every_type()
        for name, one in wheel.arguments(token).items()
        if one.required
    ]
    assert [
        f"{token} {name}"
        for token, name in required
        if not any(f"{name} is missing" in line for line in said_of(token, **{name: None}))
    ] == []
