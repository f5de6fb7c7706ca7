"""What all components have in common; one silhouette, so that who knows one knows all."""

import ast
import importlib
import inspect
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pulumi
import pulumi_aws as aws
import pytest

from tests.stacks.conftest import Recorder

SOURCES = sorted(Path(__file__).parents[3].glob("stacks/components/[a-z]*.py"))
NAMES = [path.stem for path in SOURCES]


def module_of(name: str) -> ModuleType:
    return importlib.import_module(f"stacks.components.{name}")


def own_tests(name: str) -> ModuleType:
    return importlib.import_module(f"tests.stacks.components.test_{name}")


def class_name(name: str) -> str:
    return name.title().replace("_", "")


def component(name: str) -> type[pulumi.ComponentResource]:
    found: type[pulumi.ComponentResource] = getattr(module_of(name), class_name(name))
    return found


def declare(name: str, recorder: Recorder) -> None:
    make: Callable[[], object] = own_tests(name).make_args
    recorder.run(lambda: component(name)("it", make()))  # type: ignore[arg-type]


def check_children(recorder: Recorder) -> None:
    """Children stand below the component, and their names begin with its name."""
    (parent,) = (d for d in recorder.declared if not d.custom)
    children = recorder.custom()
    assert children
    assert {d.parent for d in children} == {parent.urn}
    assert all(f"{parent.type}$" in d.urn for d in children)
    assert all(d.name.startswith("it-") for d in children)


def test_there_are_components() -> None:
    assert "isolated_network" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_token_ends_in_the_class(name: str, recorder: Recorder) -> None:
    declare(name, recorder)
    (parent,) = (d for d in recorder.declared if not d.custom)
    kit, _, last = parent.type.split(":")
    assert (kit, last) == ("enclave", class_name(name))


@pytest.mark.parametrize("name", NAMES)
def test_children_stand_below_the_component(name: str, recorder: Recorder) -> None:
    declare(name, recorder)
    check_children(recorder)


@pytest.mark.parametrize("name", NAMES)
def test_children_get_the_provider_of_the_component(name: str, recorder: Recorder) -> None:
    make: Callable[[], object] = own_tests(name).make_args

    def program() -> object:
        options = pulumi.ResourceOptions(provider=aws.Provider("only", region="eu-central-1"))
        return component(name)("it", make(), options)  # type: ignore[arg-type]

    recorder.run(program)
    assert {d.provider.rpartition("::")[0].rpartition("::")[2] for d in recorder.custom()} == {
        "only"
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_child_asks_for_a_region_of_its_own(name: str, recorder: Recorder) -> None:
    declare(name, recorder)
    assert [d.name for d in recorder.custom() if {"region", "serviceRegion"} & set(d.inputs)] == []


@pytest.mark.parametrize("name", NAMES)
def test_outputs_are_annotated_and_registered_last(name: str) -> None:
    (klass,) = (
        node
        for node in ast.parse(inspect.getsource(module_of(name))).body
        if isinstance(node, ast.ClassDef) and node.name == class_name(name)
    )
    annotated = {
        node.target.id
        for node in klass.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    (init,) = (n for n in klass.body if isinstance(n, ast.FunctionDef) and n.name == "__init__")
    last = init.body[-1]
    assert isinstance(last, ast.Expr)
    assert isinstance(last.value, ast.Call)
    assert ast.unparse(last.value.func) == "self.register_outputs"
    (registered,) = last.value.args
    assert isinstance(registered, ast.Dict)
    assert {ast.unparse(value) for value in registered.values} == {f"self.{n}" for n in annotated}
    assert annotated


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_component_reads_neither_configuration_nor_environment(path: Path) -> None:
    names = {ast.unparse(n) for n in ast.walk(ast.parse(path.read_text())) if hasattr(n, "attr")}
    assert not {n for n in names if n.startswith(("pulumi.Config", "os."))}
    assert not {n for n in names if n.rpartition(".")[2].startswith("get_")}
