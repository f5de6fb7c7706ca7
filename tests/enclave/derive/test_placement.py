"""Where a site stands, and its functions and models."""

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.placement import cloud_placement, functions_at, models_at
from enclave.problems import Problem
from tests.enclave.derive.declared import declared, document, with_data_centre
from tests.enclave.derive.strategies import for_any_declaration


def with_another_model(sites: list[str]) -> Declaration:
    """The smallest declaration, and a second model that no function uses."""
    models = document()["models"]
    models["spare"] = models["assistant"] | {"sites": sites}
    return declared(models=models)


@for_any_declaration
def test_functions_run_where_their_model_is_placed(declaration: Declaration) -> None:
    for name, function in declaration.functions.items():
        here = [site for site in declaration.sites if name in functions_at(declaration, site)]
        assert set(here) == set(declaration.models[function.model].sites)


@for_any_declaration
def test_a_model_is_at_a_site_for_a_function_there(declaration: Declaration) -> None:
    for site in declaration.sites:
        wanted = {function.model for function in functions_at(declaration, site).values()}
        assert set(models_at(declaration, site)) == wanted


def test_a_model_that_no_function_uses_stands_nowhere() -> None:
    assert list(models_at(with_another_model(["frankfurt"]), "frankfurt")) == ["assistant"]


def test_functions_of_another_site_do_not_run_here() -> None:
    functions = document()["functions"]
    functions["other"] = functions["reply"] | {"model": "spare"}
    declaration = with_another_model(["elsewhere"]).model_copy(
        update={"functions": declared(functions=functions).functions}
    )
    assert list(functions_at(declaration, "frankfurt")) == ["reply"]
    assert list(functions_at(declaration, "elsewhere")) == ["other"]


def test_a_data_centre_stands_nowhere_in_aws() -> None:
    assert cloud_placement(with_data_centre(), "frankfurt").account == "111122223333"
    with pytest.raises(Problem, match=r"^sites\.venlo is a data centre and has nothing in AWS\. "):
        cloud_placement(with_data_centre(), "venlo")
