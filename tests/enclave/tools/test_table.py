"""The table of tools and the modules that they are built from."""

import pytest

from enclave.tools.family import family_folder
from enclave.tools.go import needed_version
from enclave.tools.table import RECIPES, Recipe
from enclave.tools.versions import Version

EACH = pytest.mark.parametrize("recipe", RECIPES.values(), ids=str)


@EACH
def test_the_pin_is_in_the_tested_range(recipe: Recipe) -> None:
    assert recipe.pin in recipe.tested


@EACH
def test_go_mod_pins_the_same_version(recipe: Recipe) -> None:
    modules = (family_folder(recipe.family) / "go.mod").read_text(encoding="utf-8")

    assert f"tool {recipe.package}\n" in modules
    for module in {file.module for file in recipe.beside}:
        assert f"{module} v{recipe.pin}" in modules


@EACH
def test_the_pin_is_stamped_and_no_path_is_built_in(recipe: Recipe) -> None:
    assert f"=v{recipe.pin}" in " ".join(recipe.flags)
    assert "-trimpath" in recipe.flags


@EACH
def test_one_supported_go_builds_it(recipe: Recipe) -> None:
    assert needed_version(family_folder(recipe.family)) == Version(1, 26)


def test_the_engine_has_the_version_of_its_python_library() -> None:
    from importlib.metadata import version  # noqa: PLC0415  only here

    assert version("pulumi") == str(RECIPES["pulumi"].pin)
