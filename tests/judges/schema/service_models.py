"""What botocore's models allow in the calls that follow from a resource's inputs.

The stand-in's tables say which calls these are. botocore itself checks names, types and lower
limits before it sends a call; enumerations, patterns and upper limits stand in its models too, and
are checked here.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

import botocore.session
from botocore.validate import ParamValidator

from enclave.problems import Problem
from enclave.rehearsal.aws.api import Api
from enclave.rehearsal.aws.calls import Calls
from enclave.rehearsal.aws.expressions import evaluate, parameters
from enclave.rehearsal.aws.model import Call
from enclave.rehearsal.aws.state import Context
from enclave.rehearsal.aws.subject import subject_of

Opaque = Callable[[str], bool]
_LATER = "later"


def complaints(
    urn: str, inputs: Mapping[str, Any], *, place: "Place", opaque: Opaque
) -> Iterator[str]:
    """Everything that the calls may not carry, a line each. `opaque` texts are known later only."""
    try:
        subject = subject_of(urn)
    except Problem as unknown:  # without its table nobody knows which calls follow
        yield str(unknown)
        return
    resource = subject.resource
    context = Calls(place.api()).context(subject, {**resource.defaults, **inputs}) | {"id": _LATER}
    steps = (step for step in resource.steps if step.properties & inputs.keys())
    calls = [resource.create, *resource.after_create, *(c for step in steps for c in step.calls)]
    for call in calls:
        for sent in _sent(call, context):
            shape = _operation(resource.service.name, call.operation).input_shape
            report = ParamValidator().validate(sent, shape)
            yield from (
                f"{call.operation}: {line}" for line in report.generate_report().splitlines()
            )
            yield from _value(shape, sent, call.operation, lambda t: t == _LATER or opaque(t))


class Place:
    """Where the calls go: no client, only what expressions may name."""

    def __init__(self, *, account: str, region: str) -> None:
        self._account, self._region = account, region

    def api(self) -> Api:
        """What the stand-in's tables read of a provider."""
        partition = _session().get_partition_for_region(self._region)
        settings = SimpleNamespace(region=self._region)
        told = {"account": self._account, "partition": partition, "dns_suffix": "amazonaws.com"}
        return cast("Api", SimpleNamespace(settings=settings, **told))


def _sent(call: Call, context: Context) -> Iterator[dict[str, Any]]:
    if call.when is not None and not evaluate(call.when, context):
        return
    for item in [None] if call.each is None else evaluate(call.each, context) or ():
        yield _standing(call) | parameters(call.parameters, {**context, "item": item})


def _standing(call: Call) -> dict[str, str]:
    """What a call takes of the resource as it stands (a version, an id), which AWS alone knows."""
    return {name: _LATER for name, text in call.parameters.items() if text.startswith("it.")}


@cache
def _session() -> botocore.session.Session:
    return botocore.session.Session()


@cache
def _operation(service: str, operation: str) -> Any:  # noqa: ANN401  botocore has no types
    return _session().get_service_model(service).operation_model(operation)


def _value(shape: Any, value: Any, path: str, opaque: Opaque) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, list):
        yield from _size(shape, len(value), f"{path} has {len(value)} items")
    if isinstance(value, dict | list):
        for below, item, where in _parts(shape, value, path):
            yield from _value(below, item, where, opaque)
    elif isinstance(value, str):
        yield from _text(shape, value, path, opaque)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _size(shape, value, f"{path} {value}")


def _parts(shape: Any, value: Any, path: str) -> Iterator[tuple[Any, Any, str]]:  # noqa: ANN401
    """What a list or map holds; what is no member of its shape botocore itself refuses."""
    if isinstance(value, list) and shape.type_name == "list":
        yield from ((shape.member, item, f"{path}[{n}]") for n, item in enumerate(value))
    elif isinstance(value, dict) and shape.type_name == "map":
        yield from ((shape.key, key, f"{path} key") for key in value)
        yield from ((shape.value, item, f"{path}.{key}") for key, item in value.items())
    elif isinstance(value, dict) and shape.type_name == "structure":
        known = ((n, item) for n, item in value.items() if n in shape.members)
        yield from ((shape.members[n], item, f"{path}.{n}") for n, item in known)


def _text(shape: Any, value: str, path: str, opaque: Opaque) -> Iterator[str]:  # noqa: ANN401
    if shape.enum and value not in shape.enum:
        yield f"{path} {value!r} is none of {', '.join(shape.enum)}"
    if opaque(value):
        return
    yield from _size(shape, len(value), f"{path} is {len(value)} characters long")
    pattern = shape.metadata.get("pattern")
    if pattern and not re.fullmatch(_as_python(pattern), value):
        yield f"{path} {value!r} does not match {pattern}"


def _size(shape: Any, size: float, said: str) -> Iterator[str]:  # noqa: ANN401  botocore
    limits = shape.metadata
    if size < limits.get("min", size):
        yield f"{said}, less than {limits['min']}"
    if size > limits.get("max", size):
        yield f"{said}, more than {limits['max']}"


def _as_python(pattern: str) -> str:
    # Models are written for Java: classes of characters by name, which re lacks.
    for java, python in (("\\p{L}", "\\w"), ("\\p{Z}", "\\s"), ("\\p{N}", "\\d")):
        pattern = pattern.replace(java, python)
    return re.sub(r"\\x\{([0-9A-Fa-f]+)\}", lambda m: f"\\U{int(m[1], 16):08x}", pattern)
