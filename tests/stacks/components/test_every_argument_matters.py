"""The tests of components notice any change of what any resource is told.

Each argument of each call into pulumi_aws is left out in turn, nested ones and entries of maps and
lists too, each truth is turned round, each text replaced; the component's own tests run against
what is left, and one of them has to fail.
"""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pulumi
import pytest

from tests.judges.mutation.mutants import mutants, of_aws
from tests.stacks.components.test_shape import (
    NAMES,
    check_children,
    class_name,
    component,
    module_of,
    own_tests,
)
from tests.stacks.conftest import Recorder


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


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_no_change_goes_unnoticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Path(inspect.getfile(module_of(name))).read_text()
    found = list(mutants(source, within=of_aws))
    assert found
    survivors = [m.label for m in found if not notices(name, monkeypatch, load(m.tree, name))]
    assert survivors == []


@pytest.mark.parametrize("name", NAMES)
def test_leaving_out_nothing_keeps_them_green(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not notices(name, monkeypatch, component(name))
