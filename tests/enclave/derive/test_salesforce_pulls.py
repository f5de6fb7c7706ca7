"""Pulls: the orgs whose names lead to the endpoint."""

import pytest

from enclave.derive.salesforce_pulls import pulled_domains
from enclave.problems import Problem
from tests.enclave.derive.declared import declared, with_data_centre, without_flow

SITE = "frankfurt"


def test_an_org_that_a_connector_pulls_from_has_a_zone() -> None:
    assert pulled_domains(declared(), SITE) == ("loom.my.salesforce.example",)


def test_an_org_that_only_asks_has_none() -> None:
    assert pulled_domains(without_flow(declared(), "pull"), SITE) == ()


def test_a_data_centre_pulls_nothing() -> None:
    with pytest.raises(Problem, match="is a data centre"):
        pulled_domains(with_data_centre(), "venlo")
