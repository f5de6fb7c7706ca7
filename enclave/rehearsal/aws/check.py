"""Checks inputs against the SDK's types, the tables and botocore, and fills in what AWS would."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from botocore.validate import ParamValidator

from enclave.rehearsal.aws.expressions import parameters
from enclave.rehearsal.aws.model import MARK_TAG, Resource
from enclave.rehearsal.aws.properties import UNKNOWN, Properties, has_unknown
from enclave.rehearsal.aws.schema import Complaint, Schema


def filled(
    resource: Resource,
    schema: Schema,
    inputs: Mapping[str, Any],
    *,
    urn: str,
    default_tags: Mapping[str, str],
) -> Properties:
    """Return the inputs with the provider's defaults, its default tags and a name."""
    values = dict(resource.defaults) | {key: _text(schema, key, v) for key, v in inputs.items()}
    if resource.taggable and values.get("tags") != UNKNOWN:
        tags = dict(default_tags) | (values.get("tags") or {})
        values |= {"tags": tags} if tags else {}
    if resource.autoname is not None and not values.get(resource.autoname):
        values[resource.autoname] = _name(resource, urn)
    return values


def complaints(
    resource: Resource, schema: Schema, inputs: Mapping[str, Any]
) -> Iterator[Complaint]:
    """Yield everything that is wrong with what the program says."""
    wrong = schema.complaints(inputs)
    yield from wrong
    for key in sorted(schema.inputs.keys() & inputs.keys() - resource.inputs):
        if inputs[key] is not None:
            yield Complaint(
                path=key,
                problem="is not known to the stand-in",
                fix=f"add it to {resource.file}, or leave it out",
            )
    bucket = inputs.get("bucket")
    if isinstance(bucket, str) and bucket.startswith("arn:"):
        yield Complaint(path="bucket", problem="is an ARN", fix="give the bucket's name")
    tags = inputs.get("tags")
    if isinstance(tags, dict) and MARK_TAG in tags:
        yield Complaint(path=f"tags.{MARK_TAG}", problem="is the stand-in's own", fix="rename it")


def refused_by_botocore(
    resource: Resource,
    inputs: Mapping[str, Any],
    context: Mapping[str, Any],
    shape: Any,  # noqa: ANN401  botocore has no types
) -> Iterator[Complaint]:
    """Yield what botocore would not send in the create call; silent while anything is unknown."""
    if has_unknown(dict(inputs)):
        return
    sent = parameters(resource.create.parameters, context)
    report = ParamValidator().validate(sent, shape)
    if report.has_errors():
        for line in report.generate_report().splitlines():
            yield Complaint(
                path="",
                problem=f"is not what {resource.create.operation} takes: {line.rstrip('.')}",
                fix="correct the program's input",
            )


def _text(schema: Schema, key: str, value: Any) -> Any:  # noqa: ANN401  JSON
    """Return a policy document given as an object as the JSON text that AWS keeps."""
    known = schema.inputs.get(key)
    if isinstance(value, dict) and known is not None and known.allows_text:
        return json.dumps(value)
    return value


def _name(resource: Resource, urn: str) -> str:
    # From the URN and not from chance: an interrupted create finds its own name again.
    return (
        f"{resource.autoname_prefix}{urn.rpartition('::')[2]}-"
        f"{hashlib.sha256(urn.encode()).hexdigest()[:7]}"
    )
