"""The tests of components notice when any argument of any resource is left out.

Each keyword argument of each call into pulumi_aws is removed in turn, and the component's own tests
run against what is left: one of them has to fail.
"""

import ast
import copy
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pulumi
import pytest

from tests.stacks.components.test_shape import (
    NAMES,
    check_children,
    class_name,
    component,
    module_of,
    own_tests,
)
from tests.stacks.conftest import Recorder


def arguments(tree: ast.Module) -> Iterator[tuple[int, int, str]]:
    """Every keyword argument of a call into the provider: number of call, of keyword, a label."""
    for number, call in enumerate(calls(tree)):
        for place, keyword in enumerate(call.keywords):
            label = f"{ast.unparse(call.func)}({keyword.arg}) at line {keyword.value.lineno}"
            yield number, place, label


def calls(tree: ast.Module) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("aws.")
    ]


def without(tree: ast.Module, number: int, place: int) -> ast.Module:
    """The same module with one argument less."""
    mutated = copy.deepcopy(tree)
    del calls(mutated)[number].keywords[place]
    return mutated


def load(tree: ast.Module, name: str) -> type[pulumi.ComponentResource]:
    module = ModuleType(f"stacks.components.{name}_mutated")
    exec(compile(tree, f"<{name}>", "exec"), module.__dict__)  # noqa: S102  our own source
    found: type[pulumi.ComponentResource] = getattr(module, class_name(name))
    return found


def notices(name: str, monkeypatch: pytest.MonkeyPatch, klass: type) -> bool:
    """Whether a test of the component fails when the class stands in its place."""
    with monkeypatch.context() as patch:
        patch.setattr(own_tests(name), class_name(name), klass)
        return any(fails(test) for test in declared_tests(own_tests(name))) or fails(
            lambda recorder: children_stay(name, klass, recorder)
        )


def declared_tests(module: ModuleType) -> Iterator[object]:
    """Tests that need nothing but a recorder."""
    for label, test in vars(module).items():
        if label.startswith("test_") and list(inspect.signature(test).parameters) == ["recorder"]:
            yield test


def children_stay(name: str, klass: type, recorder: Recorder) -> None:
    recorder.run(lambda: klass("it", own_tests(name).make_args()))
    check_children(recorder)


def fails(test: object) -> bool:
    assert callable(test)
    try:
        test(Recorder())
    except (AssertionError, TypeError, ValueError, KeyError, AttributeError):
        return True
    return False


@pytest.mark.parametrize("name", NAMES)
def test_leaving_out_an_argument_turns_a_test_red(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(inspect.getfile(module_of(name)))
    tree = ast.parse(path.read_text())
    found = list(arguments(tree))
    assert found
    unnoticed = [
        label
        for number, place, label in found
        if not notices(name, monkeypatch, load(without(tree, number, place), name))
    ]
    assert unnoticed == []


@pytest.mark.parametrize("name", NAMES)
def test_leaving_out_nothing_keeps_them_green(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not notices(name, monkeypatch, component(name))
