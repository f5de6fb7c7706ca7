"""The benchmarks page shows budgets that held."""

from tests.map.tree import text


def test_every_budget_held_when_last_measured() -> None:
    rows = [line for line in text("docs/benchmarks.md").splitlines() if line.startswith("| ")]
    assert len(rows) > 5
    assert [row for row in rows if row.endswith("| NO |")] == []
