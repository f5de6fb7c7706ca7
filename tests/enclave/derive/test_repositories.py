"""Repositories of a site's registry."""

import re

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.repositories import repositories
from enclave.problems import Problem
from tests.enclave.derive.declared import cloud_sites, declared, with_data_centre, without_flow
from tests.enclave.derive.strategies import for_any_declaration


@for_any_declaration
def test_there_is_one_for_each_backend_in_use_and_none_for_others(
    declaration: Declaration,
) -> None:
    used = {f.model for f in declaration.functions.values()}
    for site in cloud_sites(declaration):
        here = [m for name, m in declaration.models.items() if name in used and site in m.sites]
        backends = {f"triton-{m.backend.replace('_', '-')}" for m in here}
        images = {repository.image for repository in repositories(declaration, site)}
        assert {image for image in images if image.startswith("triton-")} == backends


@for_any_declaration
def test_names_are_what_the_registry_takes(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        for repository in repositories(declaration, site):
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", repository.name)


def test_the_connector_goes_with_its_flow() -> None:
    with_pull = {r.image for r in repositories(declared(), "frankfurt")}
    without = {r.image for r in repositories(without_flow(declared(), "pull"), "frankfurt")}
    assert with_pull - without == {"connector"}


def test_a_data_centre_has_none() -> None:
    with pytest.raises(Problem, match=r"^sites\.venlo is a data centre and has nothing in AWS\. "):
        repositories(with_data_centre(), "venlo")
