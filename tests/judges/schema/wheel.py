"""What the provider's own schema says, read from the source that Pulumi generated from it.

Read as text and not imported: the stand-in reads the imported classes, and a judge that shared its
reading would share its mistakes.
"""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_RESOURCES = re.compile(r'resource_modules="""(.*?)"""', re.DOTALL)
_VALID = re.compile(
    r"(?:Valid|Allowed|Possible) values(?: are|:| include)?:?\s+"
    r"(?P<values>`[^`]+`(?:(?:,| or| and|, or|, and)\s*`[^`]+`)*)(?:\.|$)",
    re.MULTILINE,
)
_PRIMITIVES = {"str": (str,), "bool": (bool,), "int": (int,), "float": (int, float)}
_PROVIDER = "pulumi:providers:aws"


@dataclass(frozen=True, kw_only=True)
class Property:
    """One input of an object type."""

    shape: ast.expr
    home: Path
    required: bool
    deprecated: bool
    values: frozenset[str]
    """What the documentation lists as all that is allowed; empty where it lists nothing."""


def complaints(token: str, inputs: Mapping[str, Any]) -> Iterator[str]:
    """Everything that the schema does not allow, a line each."""
    if token == _PROVIDER:
        found = _properties(_folder() / "provider.py", "ProviderArgs")
        yield from _object(found, {k: _decoded(v) for k, v in inputs.items()}, "", frozenset())
    elif token not in _files():
        yield f"{token} is no type of the provider"
    else:
        yield from _object(arguments(token), inputs, "", read_only(token))


def arguments(token: str) -> Mapping[str, Property]:
    """Inputs of a resource type, by the names that the engine uses."""
    path, name = _files()[token], token.rpartition(":")[2]
    # Code generation calls the arguments InitArgs where a nested type has taken the name.
    own = f"{name}InitArgs" if f"{name}InitArgs" in _classes(path) else f"{name}Args"
    return _properties(path, own)


def read_only(token: str) -> frozenset[str]:
    """Properties that only the provider sets."""
    state = _properties(_files()[token], f"_{token.rpartition(':')[2]}State")
    return frozenset(state.keys() - arguments(token).keys())


def _decoded(value: Any) -> Any:  # noqa: ANN401  JSON
    # The engine takes a provider's settings as texts, JSON where they are more than that.
    return json.loads(value) if re.match(r"\[|\{|true$|false$", str(value)) else value


@cache
def _folder() -> Path:
    spec = find_spec("pulumi_aws")
    assert spec is not None, "pulumi_aws is not installed. Fix: make lint installs it"
    assert spec.origin is not None
    return Path(spec.origin).parent


@cache
def _files() -> Mapping[str, Path]:
    listed = _RESOURCES.search((_folder() / "__init__.py").read_text())
    assert listed is not None
    tokens = {token for module in json.loads(listed[1]) for token in module["classes"]}
    return {token: _file_of(token) for token in tokens}


def _file_of(token: str) -> Path:
    module, _, file = token.split(":")[1].partition("/")
    return _folder() / module / f"{re.sub(r'(?<=[a-z0-9])(?=[A-Z])', '_', file).lower()}.py"


@cache
def _classes(path: Path) -> Mapping[str, ast.ClassDef]:
    body = ast.parse(path.read_text()).body
    return {node.name: node for node in body if isinstance(node, ast.ClassDef)}


@cache
def _properties(path: Path, name: str) -> Mapping[str, Property]:
    functions = [n for n in _classes(path)[name].body if isinstance(n, ast.FunctionDef)]
    (init,) = (f for f in functions if f.name == "__init__")
    getters = {f.name: f for f in functions if _is_getter(f)}
    defaults = dict(zip(init.args.kwonlyargs, init.args.kw_defaults, strict=True))
    return {
        _engine_name(getters[arg.arg]): Property(
            shape=arg.annotation or ast.Constant(None),
            home=path,
            required=default is None,
            deprecated=any("deprecated" in ast.unparse(d) for d in _decorators(getters[arg.arg])),
            values=_documented(ast.get_docstring(getters[arg.arg]) or ""),
        )
        for arg, default in defaults.items()
    }


def _is_getter(function: ast.FunctionDef) -> bool:
    return any("getter" in ast.unparse(d) for d in _decorators(function))


def _decorators(function: ast.FunctionDef) -> list[ast.expr]:
    return function.decorator_list


def _engine_name(getter: ast.FunctionDef) -> str:
    for decorator in _decorators(getter):
        if isinstance(decorator, ast.Call) and decorator.keywords:
            (name,) = (k.value for k in decorator.keywords if k.arg == "name")
            return str(ast.literal_eval(name))
    return getter.name


def _documented(text: str) -> frozenset[str]:
    found = _VALID.search(text)
    return frozenset(re.findall(r"`([^`]+)`", found["values"])) if found else frozenset()


def _object(
    known: Mapping[str, Property], values: Mapping[str, Any], path: str, outputs: frozenset[str]
) -> Iterator[str]:
    for name, value in values.items():
        if name in outputs:
            yield f"{path}{name} is set by the provider alone"
        elif name not in known:
            yield f"{path}{name} is no property"
        elif value is not None:
            yield from _property(known[name], value, f"{path}{name}")
    for name, one in known.items():
        if one.required and values.get(name) is None:
            yield f"{path}{name} is missing"


def _property(known: Property, value: Any, path: str) -> Iterator[str]:  # noqa: ANN401  JSON
    if known.deprecated:
        yield f"{path} is deprecated"
    yield from _value(known.shape, known.home, value, path)
    said = value if isinstance(value, list) else [value]
    for one in said:
        if known.values and isinstance(one, str) and one not in known.values:
            yield f"{path} {one!r} is none of {', '.join(sorted(known.values))}"


def _value(shape: ast.expr, home: Path, value: Any, path: str) -> Iterator[str]:  # noqa: ANN401  JSON
    if value is None:
        return
    tried = [list(_shape(one, home, value, path)) for one in _alternatives(shape)]
    if all(tried):
        yield from tried[0]


def _alternatives(shape: ast.expr) -> Iterator[ast.expr]:
    if isinstance(shape, ast.Subscript):
        kind = ast.unparse(shape.value)
        if kind in ("pulumi.Input", "Optional"):
            yield from _alternatives(shape.slice)
            return
        if kind == "Union":
            assert isinstance(shape.slice, ast.Tuple)
            for one in shape.slice.elts:
                yield from _alternatives(one)
            return
    yield shape


def _shape(shape: ast.expr, home: Path, value: Any, path: str) -> Iterator[str]:  # noqa: ANN401  JSON
    if isinstance(shape, ast.Subscript) and isinstance(value, list):
        for number, item in enumerate(value):
            yield from _value(_of(shape, "Sequence"), home, item, f"{path}[{number}]")
    elif isinstance(shape, ast.Subscript) and isinstance(value, dict):
        for key, item in value.items():
            yield from _value(_of(shape, "Mapping"), home, item, f"{path}.{key}")
    elif isinstance(shape, ast.Constant) and isinstance(value, dict):
        file, name = _nested(str(shape.value), home)
        yield from _object(_properties(file, name), value, f"{path}.", frozenset())
    elif not _is_primitive(shape, value):
        yield f"{path} is {value!r}, not {ast.unparse(shape)}"


def _of(shape: ast.Subscript, kind: str) -> ast.expr:
    """The type of what a list or map holds; where it is neither, one that nothing fits."""
    if ast.unparse(shape.value) != kind:
        return ast.Name(f"no_{kind}")
    return shape.slice.elts[1] if isinstance(shape.slice, ast.Tuple) else shape.slice


def _nested(name: str, home: Path) -> tuple[Path, str]:
    module, _, own = name.rpartition(".")
    folder = _folder() / module.strip("_") if module else home.parent
    return folder / "_inputs.py", own


def _is_primitive(shape: ast.expr, value: Any) -> bool:  # noqa: ANN401  JSON
    name = ast.unparse(shape).removeprefix("_builtins.")
    if name == "Any":
        return True
    if isinstance(value, bool):
        return name == "bool"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return isinstance(value, _PRIMITIVES.get(name, ()))
