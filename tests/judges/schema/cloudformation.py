"""What AWS's own schemas of resource types say, region by region, as cfn-lint carries them.

Names are matched without regard to case, hyphens and a plural s; what has no counterpart there is
not judged here: the other readings do.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import cfnlint.data.schemas.providers  # type: ignore[import-untyped]  # no stubs
from cfnlint.schema import (  # type: ignore[import-untyped]  # no stubs
    PROVIDER_SCHEMA_MANAGER,
    ResourceNotFoundError,
)

# Where neither the module nor the class of a token has the name that CloudFormation gives it.
SERVICES = {
    "cloudwatch": ("cloudwatch", "logs", "events"),
    "lb": ("elasticloadbalancingv2",),
    "route53": ("route53resolver", "route53"),
    "vpc": ("ec2",),
}
CLASSES = {
    "eventrule": "rule",
    "instancemetadatadefaults": "",
    "metricalarm": "alarm",
    "routetableassociation": "subnetroutetableassociation",
    "securitygroupegressrule": "securitygroupegress",
    "securitygroupingressrule": "securitygroupingress",
}
JUDGED = ("enum", "pattern", "minLength", "maxLength", "minimum", "maximum")
Schema = Mapping[str, Any]
Opaque = Callable[[str], bool]
Leaf = tuple[str, Schema, Any]


@dataclass(frozen=True, kw_only=True)
class Type:
    """A resource type in one region."""

    name: str
    schema: Schema

    def is_fixed(self, name: str) -> bool | None:
        """Whether AWS cannot change a property once it stands; None for one it does not have."""
        counterpart = counterpart_of(name, self.schema)
        if counterpart is None:
            return None
        return f"/properties/{counterpart}" in self.schema.get("createOnlyProperties", ())


def complaints(
    token: str, inputs: Mapping[str, Any], *, region: str, opaque: Opaque
) -> Iterator[str]:
    """Everything that AWS does not allow, a line each. `opaque` texts are known later only."""
    everywhere = type_name(token)
    if everywhere is None:
        return
    try:
        schema = _schema(everywhere, region)
    except ResourceNotFoundError:
        yield f"{everywhere} is not to be had in {region}"
        return
    for path, limits, value in _leaves(schema, schema, inputs, ""):
        if not opaque(str(value)):
            yield from _limits(limits, value, path)


def type_of(token: str, *, region: str) -> Type | None:
    """The type that CloudFormation has for this one; None where it has none."""
    name = type_name(token)
    return None if name is None else Type(name=name, schema=_schema(name, region))


@cache
def type_name(token: str) -> str | None:
    """CloudFormation's name of a type, in whatever region it has it."""
    module, own = token.split(":")[1].partition("/")[0], token.rpartition(":")[2].lower()
    wanted = CLASSES.get(own, own)
    for service in SERVICES.get(module, (module,)):
        for name in (wanted, wanted.removeprefix("resolver")):
            if f"aws::{service}::{name}" in _names():
                return _names()[f"aws::{service}::{name}"]
    return None


@cache
def _names() -> Mapping[str, str]:
    folder = files(cfnlint.data.schemas.providers)
    listed = json.loads((folder / "us-east-1.json").read_text())
    return {name.lower(): name for name in listed}


@cache
def _schema(name: str, region: str) -> Schema:
    found: Schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, name).schema
    return found


def _leaves(whole: Schema, schema: Schema, value: Any, path: str) -> Iterator[Leaf]:  # noqa: ANN401
    """Every text, number and truth that has a counterpart, with what is said of it there."""
    schema = _resolved(whole, schema)
    if isinstance(value, dict):
        for name, item in value.items():
            counterpart = counterpart_of(name, schema)
            if counterpart is not None:
                below = schema["properties"][counterpart]
                yield from _leaves(whole, below, item, f"{path}.{name}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _leaves(whole, schema.get("items", {}), item, f"{path}[{number}]")
    else:
        yield path.lstrip("."), schema, value


def _resolved(whole: Schema, schema: Schema) -> Schema:
    while "$ref" in schema:
        target: Any = whole
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        schema = target
    return schema


def counterpart_of(name: str, schema: Schema) -> str | None:
    """The property that has this name here; a resource's own name may have its type before it."""
    own = schema.get("typeName", "").rpartition(":")[2]
    properties = {_plain(known): str(known) for known in schema.get("properties", ())}
    wanted = [name, f"{own}{name}", *([f"{name}name"] if name.lower() == own.lower() else [])]
    return next((properties[_plain(w)] for w in wanted if _plain(w) in properties), None)


def _limits(schema: Schema, value: Any, path: str) -> Iterator[str]:  # noqa: ANN401  JSON
    # Not of true and false: templates have a word of their own for what the provider asks so.
    allowed = {str(one) for one in schema.get("enum", ())}
    if allowed and not isinstance(value, bool) and str(value) not in allowed:
        yield f"{path} {value!r} is none of {', '.join(sorted(allowed))}"
    if isinstance(value, str):
        yield from _text_limits(schema, value, path)
    elif not isinstance(value, bool) and not _in_range(schema, value):
        yield f"{path} {value} is out of range"


def _in_range(schema: Schema, value: Any) -> bool:  # noqa: ANN401  JSON
    return value is None or bool(
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
    )


def _text_limits(schema: Schema, value: str, path: str) -> Iterator[str]:
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        yield f"{path} is {len(value)} characters long"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{path} {value!r} does not match {schema['pattern']}"


def _plain(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "").removesuffix("s")
