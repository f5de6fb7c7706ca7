"""Classes of data at a site."""

import pytest

from enclave.declaration.model import Declaration
from enclave.declaration.model.data import Grade
from enclave.derive.placement import functions_at
from enclave.derive.stored_classes import (
    field_classes,
    function_classes,
    pseudonymised_classes,
    source_classes,
    stored_classes,
)
from tests.enclave.derive.declared import Yaml, declared, document
from tests.enclave.derive.strategies import for_any_declaration


def with_function(**changes: object) -> Declaration:
    """The smallest declaration, with another form of its one function."""
    reply: Yaml = document()["functions"]["reply"]
    return declared(functions={"reply": reply | changes})


def test_every_classified_field_is_known_by_its_path() -> None:
    assert field_classes(declared()) == {
        "Product2.Name": "catalogue",
        "Product2.Price": "pricing",
        "Contact.Email": "personal",
    }


@for_any_declaration
def test_the_fields_of_all_sources_are_those_of_each(declaration: Declaration) -> None:
    paths = [path for s in declaration.sources.values() for path in source_classes(s)]
    assert sorted(field_classes(declaration)) == sorted(paths)


@pytest.mark.parametrize(
    ("changes", "classes"),
    [
        ({"returns": []}, {"pricing"}),
        (
            {"returns": ["catalogue"]},
            {"pricing", "catalogue"},
        ),
        (
            {"returns": [], "free_text": {"class": "personal", "characters": 100}},
            {"pricing", "personal"},
        ),
    ],
    ids=["fields", "answers", "free text"],
)
def test_a_function_has_to_do_with_what_it_receives_and_returns(
    changes: Yaml, classes: set[str]
) -> None:
    declaration = with_function(receives={"Product2.Price": "mask"}, **changes)
    found = function_classes(declaration.functions["reply"], field_classes(declaration))
    assert found == classes


def test_open_classes_are_not_counted_and_others_come_in_declared_order() -> None:
    receives = {"Contact.Email": "mask", "Product2.Price": "mask", "Product2.Name": "pass"}
    assert stored_classes(with_function(receives=receives), "frankfurt") == ("pricing", "personal")


@for_any_declaration
def test_a_site_has_the_closed_classes_of_its_functions(declaration: Declaration) -> None:
    fields = field_classes(declaration)
    for site in declaration.sites:
        here = functions_at(declaration, site).values()
        seen = {name for function in here for name in function_classes(function, fields)}
        closed = {n for n in seen if declaration.classes[n].grade is not Grade.OPEN}
        assert set(stored_classes(declaration, site)) == closed


def test_a_site_without_functions_has_no_class() -> None:
    assert stored_classes(declared(), "elsewhere") == ()
    assert pseudonymised_classes(declared(), "elsewhere") == frozenset()


@pytest.mark.parametrize("transform", ["mask", "bucket(10 EUR)", "pass"])
def test_only_pseudonymised_fields_count_as_such(transform: str) -> None:
    receives = {"Contact.Email": "pseudonymise", "Product2.Price": transform}
    found = pseudonymised_classes(with_function(receives=receives), "frankfurt")
    assert found == {"personal"}
