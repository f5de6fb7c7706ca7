"""The type tables against pulumi_aws and botocore: a typo in a table turns a test red."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore.session
import jmespath  # type: ignore[import-untyped]  # comes with botocore, without stubs
import pulumi_aws
import pytest
from botocore import xform_name

from enclave.rehearsal.aws.model import Call, Resource, Text
from enclave.rehearsal.aws.schema import schema
from enclave.rehearsal.aws.types import TYPES

from .conftest import SERVICES, SPECIMENS

SESSION = botocore.session.Session()
EACH = pytest.mark.parametrize("resource", TYPES.values(), ids=TYPES.keys())


def calls(resource: Resource) -> Iterator[Call]:
    yield resource.create
    yield from (look.call for look in resource.looks)
    yield from (call for step in resource.steps for call in step.calls)
    yield from resource.delete + resource.before_delete + resource.after_create
    yield from (call for call in (resource.service.tag, resource.service.untag) if call)
    if resource.find is not None:
        yield resource.find.call
        yield from [resource.find.marks.call] if resource.find.marks else []
    yield from (call.listed for call in resource.before_delete if call.listed)


def expressions(resource: Resource) -> Iterator[str]:
    yield resource.id
    yield from resource.outputs.values()
    for call in calls(resource):
        yield from call.parameters.values()
        yield from (text for text in (call.when, call.each, call.refused) if text)
    for look in resource.looks:
        yield from (look.at, *look.gives.values())
    yield from [resource.find.items] if resource.find else []
    yield from [resource.unanswered.when, resource.unanswered.id] if resource.unanswered else []


def operation(resource: Resource, call: Call) -> Any:  # noqa: ANN401  botocore has no types
    service = call.service or resource.service.name
    return SESSION.get_service_model(service).operation_model(call.operation)


def fields(node: Any, below: str) -> Iterator[str]:  # noqa: ANN401  a JMESPath tree
    """Yield the names that an expression reads directly below a root name."""
    children = node["children"]
    if node["type"] == "subexpression" and children[0] == field(below):
        yield from leftmost(children[1])
    for child in children:
        yield from fields(child, below)


def leftmost(node: Any) -> Iterator[str]:  # noqa: ANN401  a JMESPath tree
    while node["type"] != "field" and node["children"]:
        node = node["children"][0]
    if node["type"] == "field":
        yield node["value"]


def field(name: str) -> dict[str, Any]:
    return {"type": "field", "children": [], "value": name}


def test_the_tables_are_not_empty() -> None:
    assert {"aws:ec2/vpc:Vpc", "aws:kms/key:Key", "aws:s3/bucket:Bucket"} <= TYPES.keys()


@EACH
def test_its_type_is_one_of_the_provider(resource: Resource) -> None:
    text = (Path(pulumi_aws.__file__).parent / "__init__.py").read_text()
    listed = re.search(r'resource_modules="""(.*?)"""', text, re.DOTALL)

    assert listed is not None
    assert resource.type in {
        token for module in json.loads(listed[1]) for token in module["classes"]
    }


@EACH
def test_its_properties_are_those_of_the_sdk(resource: Resource) -> None:
    known = schema(resource.type)

    assert resource.inputs <= known.inputs.keys()
    assert resource.defaults.keys() <= known.inputs.keys()
    assert resource.computed <= known.inputs.keys()
    assert resource.names <= known.inputs.keys()
    assert resource.readable | resource.outputs.keys() <= known.outputs


@EACH
def test_what_the_sdk_demands_is_known(resource: Resource) -> None:
    demanded = {name for name, value in schema(resource.type).inputs.items() if value.required}

    assert demanded <= resource.inputs


@EACH
def test_a_property_is_in_one_table_only(resource: Resource) -> None:
    stepped = {name for step in resource.steps for name in step.properties}
    tables = [resource.replace_on, resource.local, resource.unchangeable.keys(), stepped]

    assert sum(map(len, tables)) == len(frozenset().union(*tables))


@EACH
def test_every_input_can_be_read_or_says_that_it_cannot(resource: Resource) -> None:
    told = resource.readable | resource.local | resource.unread | {"region"}

    assert resource.recorded or resource.inputs <= told


@EACH
def test_its_calls_are_operations_with_those_parameters(resource: Resource) -> None:
    wrong = [
        f"{call.operation}.{name}"
        for call in calls(resource)
        for name in call.parameters
        if name not in operation(resource, call).input_shape.members
    ]

    assert wrong == []


@EACH
def test_its_calls_give_what_botocore_demands(resource: Resource) -> None:
    missing = [
        f"{call.operation}.{name}"
        for call in calls(resource)
        if operation(resource, call).input_shape is not None
        for name in operation(resource, call).input_shape.required_members
        if name not in call.parameters
    ]

    assert missing == []


@EACH
def test_its_expressions_read_inputs_that_it_knows(resource: Resource) -> None:
    trees = [
        jmespath.compile(text).parsed
        for text in expressions(resource)
        if not isinstance(text, Text)
    ]

    assert {name for tree in trees for name in fields(tree, "in")} <= resource.inputs


@EACH
def test_its_looks_read_what_the_answer_has(resource: Resource) -> None:
    wrong = [
        f"{look.call.operation}: {name}"
        for look in resource.looks
        for text in (look.at, *look.gives.values())
        if not isinstance(text, Text)
        for name in fields(jmespath.compile(text).parsed, "answer")
        if name not in operation(resource, look.call).output_shape.members
    ]

    assert wrong == []


@EACH
def test_its_service_has_an_endpoint_and_its_operations_a_method(resource: Resource) -> None:
    assert resource.service.name in SERVICES
    assert xform_name(resource.create.operation).islower()


@EACH
def test_what_is_made_can_be_found_again(resource: Resource) -> None:
    """An interrupted create is adopted by its mark or by its name, or repeating it is harmless."""
    repeatable = ("Put", "Set", "Associate", "Describe", "CreateTags", "Enable", "Subscribe")
    assert (
        resource.recorded
        or resource.find is not None
        or resource.exists is not None
        or resource.create.operation.startswith(repeatable)
    )


def test_every_type_has_a_specimen() -> None:
    assert SPECIMENS.keys() == TYPES.keys()
