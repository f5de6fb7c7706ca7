"""Accounts that hold state: each cloud site's, and the organization's."""

import pytest

from enclave.declaration.model.sites import Use
from enclave.derive.state_account import ORGANIZATION, state_account
from enclave.problems import Problem
from stacks.settings import Layer
from tests.enclave.derive.declared import declared, managed, with_data_centre


def test_a_site_s_state_is_in_its_account() -> None:
    found = state_account(declared(), "frankfurt")
    assert (found.names.account, found.names.region) == ("111122223333", "eu-central-1")
    assert found.lasting


def test_the_organization_s_is_in_the_management_account() -> None:
    found = state_account(managed(), ORGANIZATION)
    assert (found.names.account, found.names.region) == ("444455556666", "eu-central-1")


@pytest.mark.parametrize(("use", "lasting"), [(Use.PRODUCTION, True), (Use.CANARY, False)])
def test_the_organization_lasts_if_a_site_does(use: Use, *, lasting: bool) -> None:
    whole = managed()
    sites = {name: site.model_copy(update={"use": use}) for name, site in whole.sites.items()}
    declaration = whole.model_copy(update={"sites": sites})
    assert state_account(declaration, ORGANIZATION).lasting is lasting
    assert state_account(declaration, "frankfurt").lasting is lasting


def test_one_lasting_site_among_others_is_enough() -> None:
    declaration = managed(with_data_centre())
    uses = [site.use for site in declaration.sites.values()]
    assert uses == [Use.PRODUCTION, Use.CANARY]
    assert state_account(declaration, ORGANIZATION).lasting


def test_a_landing_zone_of_others_is_refused() -> None:
    with pytest.raises(Problem) as raised:
        state_account(declared(), ORGANIZATION)
    assert str(raised.value) == (
        "organization.aws.management is external, so nothing is made in that account. Fix: hand"
        " over what enclave derive --out DIR writes into DIR/organization."
    )


def test_a_data_centre_is_refused() -> None:
    with pytest.raises(Problem, match=r"^sites\.venlo is a data centre and has nothing in AWS\. "):
        state_account(with_data_centre(), "venlo")


def test_it_is_called_as_its_stack_is() -> None:
    assert ORGANIZATION == Layer.ORGANIZATION
