"""Keys of a site."""

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.keys import Purpose, key_name, keys
from enclave.derive.stored_classes import stored_classes
from enclave.problems import Problem
from tests.enclave.derive.declared import cloud_sites, declared, document, with_data_centre
from tests.enclave.derive.strategies import for_any_declaration


@for_any_declaration
def test_closed_classes_of_a_site_have_a_key_and_open_ones_have_none(
    declaration: Declaration,
) -> None:
    for site in cloud_sites(declaration):
        content = [k.data_class for k in keys(declaration, site) if k.purpose is Purpose.CONTENT]
        assert tuple(content) == stored_classes(declaration, site)


@for_any_declaration
def test_no_two_keys_of_a_site_share_a_name(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        names = [key.name for key in keys(declaration, site)]
        assert len(set(names)) == len(names)


def of_classes(declaration: Declaration) -> set[tuple[str | None, Purpose]]:
    """Class and purpose of the keys of the smallest declaration's site that are of one class."""
    found = keys(declaration, "frankfurt")
    return {(key.data_class, key.purpose) for key in found if key.data_class is not None}


def test_a_class_has_a_key_for_each_thing_that_is_made_of_it() -> None:
    assert of_classes(declared()) == {
        ("pricing", Purpose.CONTENT),
        ("pricing", Purpose.INDEX),
        ("personal", Purpose.CONTENT),
        ("personal", Purpose.PSEUDONYM),
    }


def test_without_exact_values_there_is_no_index_and_no_key_for_it() -> None:
    classes = document()["classes"]
    del classes["pricing"]["recognise"]["exact"]
    assert of_classes(declared()) - of_classes(declared(classes=classes)) == {
        ("pricing", Purpose.INDEX)
    }


def test_what_has_no_class_has_a_key_for_each_purpose() -> None:
    shared = [key.purpose for key in keys(declared(), "frankfurt") if key.data_class is None]
    own = {Purpose.CONTENT, Purpose.INDEX, Purpose.PSEUDONYM}
    assert shared == [purpose for purpose in Purpose if purpose not in own]


@pytest.mark.parametrize(
    ("purpose", "data_class", "name"),
    [
        (Purpose.CONTENT, "pricing", "loom-frankfurt-pricing-content"),
        (Purpose.AUDIT, None, "loom-frankfurt-audit"),
    ],
)
def test_a_name_tells_class_and_purpose(
    purpose: Purpose, data_class: str | None, name: str
) -> None:
    assert key_name(declared(), "frankfurt", purpose, data_class) == name


def test_a_data_centre_has_no_keys() -> None:
    with pytest.raises(Problem, match=r"^sites\.venlo is a data centre and has nothing in AWS\. "):
        keys(with_data_centre(), "venlo")
