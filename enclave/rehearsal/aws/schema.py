"""What a type accepts, read from the annotations of pulumi_aws itself."""

import collections.abc
import enum
import functools
import importlib
import inspect
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi._types import input_type_py_to_pulumi_names, is_input_type

from enclave.rehearsal.aws.properties import UNKNOWN

SHOWN = 60  # characters of a wrong value in a message
_FORWARD = {"Output": pulumi.Output, "T": typing.TypeVar("T")}
_WORDS = {str: "a text", bool: "true or false", int: "a whole number", float: "a number"}


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """An input that the SDK's own types do not allow."""

    path: str
    problem: str
    fix: str

    def __str__(self) -> str:
        return f"{self.path} {self.problem}. Fix: {self.fix}.".lstrip()


@dataclass(frozen=True, kw_only=True)
class Input:
    """One input: its annotation, and whether the SDK demands it."""

    annotation: Any
    required: bool

    @property
    def allows_text(self) -> bool:
        """Say whether a text would do, perhaps beside other shapes."""
        return str in _shapes(self.annotation)


@dataclass(frozen=True, kw_only=True)
class Schema:
    """Inputs and outputs of a resource type, by the names that the engine uses."""

    inputs: Mapping[str, Input]
    outputs: frozenset[str]

    def complaints(self, values: Mapping[str, Any]) -> tuple[Complaint, ...]:
        """Return all that is wrong with the values: missing, unknown, of another type."""
        return tuple(_object(self.inputs, values, ""))


@functools.cache
def schema(token: str) -> Schema:
    """Return the schema of `aws:<module>/<file>:<Class>`; KeyError if pulumi_aws lacks it."""
    module, _, name = token.removeprefix("aws:").partition(":")
    package = importlib.import_module(f"pulumi_aws.{module.partition('/')[0]}")
    resource = getattr(package, name, None)
    if getattr(resource, "pulumi_type", None) != token:
        raise KeyError(token)
    home = vars(sys.modules[resource.__module__])
    # Code generation calls the arguments InitArgs where a nested type has taken the name.
    arguments = home.get(f"{name}InitArgs") or home[f"{name}Args"]
    state = input_type_py_to_pulumi_names(home[f"_{name}State"])
    return Schema(inputs=_inputs(arguments), outputs=frozenset(state.values()))


@functools.cache
def _inputs(arguments: type) -> Mapping[str, Input]:
    home = vars(sys.modules[arguments.__module__])
    hints = typing.get_type_hints(_constructor(arguments), home, _FORWARD)
    names = input_type_py_to_pulumi_names(arguments)
    parameters = inspect.signature(arguments).parameters
    return {
        pulumi_name: Input(
            annotation=hints[name], required=parameters[name].default is inspect.Parameter.empty
        )
        for name, pulumi_name in names.items()
    }


def _constructor(arguments: type) -> Any:  # noqa: ANN401  a function
    return vars(arguments)["__init__"]


def _object(
    inputs: Mapping[str, Input], values: Mapping[str, Any], path: str
) -> Iterator[Complaint]:
    for name, value in values.items():
        if name in inputs:
            yield from _value(inputs[name].annotation, value, f"{path}{name}")
        else:
            known = ", ".join(sorted(inputs))
            yield Complaint(
                path=f"{path}{name}",
                problem="is not known to pulumi_aws",
                fix=f"use one of {known}",
            )
    for name, expected in inputs.items():
        if expected.required and values.get(name) is None:
            yield Complaint(path=f"{path}{name}", problem="is missing", fix="give it")


def _value(annotation: Any, value: Any, path: str) -> Iterator[Complaint]:  # noqa: ANN401  JSON
    if value in (None, UNKNOWN):
        return
    found = [list(_shape(shape, value, path)) for shape in _shapes(annotation)]
    if all(found):  # none of the allowed shapes fits
        yield from found[0]


def _shape(shape: Any, value: Any, path: str) -> Iterator[Complaint]:  # noqa: ANN401  JSON
    origin, arguments = typing.get_origin(shape), typing.get_args(shape)
    if origin is collections.abc.Sequence and isinstance(value, list):
        for number, item in enumerate(value):
            yield from _value(arguments[0], item, f"{path}[{number}]")
    elif origin is collections.abc.Mapping and isinstance(value, dict):
        for key, item in value.items():
            yield from _value(arguments[1], item, f"{path}.{key}")
    elif is_input_type(shape) and isinstance(value, dict):
        yield from _object(_inputs(shape), value, f"{path}.")
    elif not _is_primitive(shape, value):
        said = repr(value)
        said = said if len(said) <= SHOWN else f"{said[:SHOWN]}.."
        yield Complaint(path=path, problem=f"is {said}", fix=f"give {_words(shape)}")


def _is_primitive(shape: Any, value: Any) -> bool:  # noqa: ANN401  JSON
    if shape is Any:
        return True
    if not isinstance(shape, type) or is_input_type(shape):
        return False
    if issubclass(shape, enum.Enum):
        return isinstance(value, str)
    if shape in (int, float):
        return isinstance(value, (int, shape)) and not isinstance(value, bool)
    return isinstance(value, shape)


def _shapes(annotation: Any) -> list[Any]:  # noqa: ANN401  an annotation
    """Return what an `Input[Optional[...]]` allows once it has a value."""
    if typing.get_origin(annotation) not in (typing.Union, types.UnionType):
        return [annotation]
    members = [_shapes(member) for member in typing.get_args(annotation)]
    waiting = (collections.abc.Awaitable, pulumi.Output)
    return [
        shape
        for shapes in members
        for shape in shapes
        if shape is not type(None) and typing.get_origin(shape) not in waiting
    ]


def _words(shape: Any) -> str:  # noqa: ANN401  an annotation
    origin = typing.get_origin(shape)
    if origin is collections.abc.Sequence:
        return "a list"
    if origin is collections.abc.Mapping or is_input_type(shape):
        return "a map"
    return _WORDS.get(shape, "a text")
