import pytest

from enclave.preflight.costs import HOURS, cost_table, costs
from tests.enclave.derive.declared import declared, document

SITE = "frankfurt"


def test_nodes_and_what_is_always_there_are_counted() -> None:
    found = {cost.what: cost.dollars for cost in costs(declared(), SITE)}
    assert found["2 x g6e.12xlarge"] == pytest.approx(2 * 4 * 3.3 * HOURS)
    assert found["3 x m7i.2xlarge"] == pytest.approx(3 * 8 * 0.06 * HOURS)
    assert found["cluster"] == pytest.approx(0.10 * HOURS)


def test_the_table_says_what_it_is_worth() -> None:
    table = cost_table(declared(), SITE)
    assert table.startswith("rough cost a month, US dollars, without traffic")
    assert "recalled and rounded" in table
    assert "(seen 2026-11-24)" in table


def test_a_type_without_a_price_is_unknown_and_not_free() -> None:
    sites = document()["sites"]
    sites[SITE]["nodes"]["gpu"]["type"] = "p6-b200.48xlarge"
    table = cost_table(declared(sites=sites), SITE)
    assert "unknown\n" in table
    assert ", and what is not known" in table
