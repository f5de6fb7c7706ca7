"""Every way to leave out or turn round one thing that a module says.

A mutant is the module's source with one change: a keyword argument of a call left out, an entry of
a dict or list left out, a truth turned round, a text that is an argument or an entry replaced.
Decorators, annotations, and what only people read (docstrings, problems) are left alone.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

FOR_PEOPLE = frozenset({"Problem", "ValueError", "TypeError"})
FOR_PROGRAMMERS = frozenset({"strict"})  # of zip: no input that reaches it makes a difference
OTHER = "mutated"

Change = Callable[[Any], object]  # of any node of the one kind that it is made for


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A change in words, and the source with it."""

    label: str
    tree: ast.Module


def mutants(source: str, *, within: Callable[[ast.Call], bool] | None = None) -> Iterator[Mutant]:
    """Every mutant of a module; with `within`, only those inside calls that it admits."""
    tree = ast.parse(source)
    order = {id(node): number for number, node in enumerate(ast.walk(tree))}
    for node in _spoken(tree, inside=within is None, within=within):
        for label, change in _changes(node):
            mutated = copy.deepcopy(tree)
            change(list(ast.walk(mutated))[order[id(node)]])
            yield Mutant(label=f"line {getattr(node, 'lineno', 0)}: {label}", tree=mutated)


def of_aws(call: ast.Call) -> bool:
    """Whether a call is one into the provider's SDK."""
    return ast.unparse(call.func).startswith("aws.")


def _spoken(
    node: ast.AST, *, inside: bool, within: Callable[[ast.Call], bool] | None
) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call):
        if ast.unparse(node.func) in FOR_PEOPLE:
            return
        inside = inside or bool(within and within(node))
    if inside:
        yield node
    for name, field in ast.iter_fields(node):
        if name in ("decorator_list", "annotation", "returns", "format_spec"):
            continue
        for child in field if isinstance(field, list) else [field]:
            if isinstance(child, ast.AST):
                yield from _spoken(child, inside=inside, within=within)


def _changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.Call(func=func, keywords=keywords):
            for at, keyword in enumerate(keywords):
                if keyword.arg in FOR_PROGRAMMERS:
                    continue
                said = f"{ast.unparse(func)}({keyword.arg or '**'}) left out"
                yield said, _without("keywords", at)
                yield from _of_value(keyword.value, f"{keyword.arg}=", "keywords", at)
        case ast.Dict(keys=keys, values=values):
            for at, (key, value) in enumerate(zip(keys, values, strict=True)):
                said = ast.unparse(key) if key else "**"
                yield f"{{{said}}} left out", _without_entry(at)
                yield from _of_value(value, f"{said}: ", "values", at)
        case ast.Constant(value=bool() as truth):
            yield f"{truth} turned round", lambda it: setattr(it, "value", not truth)


def _of_value(value: ast.expr, said: str, where: str, at: int) -> Iterator[tuple[str, Change]]:
    """Changes of a text or list that is an argument or an entry."""
    match value:
        case ast.Constant(value=str() as text):
            yield f"{said}{text!r} replaced", _replaced(where, at)
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            for place, element in enumerate(elements):
                label = f"{said}[{ast.unparse(element)}] left out"
                yield label, _without_element(where, at, place)


def _without(where: str, at: int) -> Change:
    return lambda node: getattr(node, where).pop(at)


def _without_entry(at: int) -> Change:
    return lambda node: (node.keys.pop(at), node.values.pop(at))


def _replaced(where: str, at: int) -> Change:
    return lambda node: setattr(_value(node, where, at), "value", OTHER)


def _without_element(where: str, at: int, place: int) -> Change:
    return lambda node: _value(node, where, at).elts.pop(place)


def _value(node: ast.AST, where: str, at: int) -> Any:  # noqa: ANN401  any node
    found = getattr(node, where)[at]
    return found.value if isinstance(found, ast.keyword) else found
