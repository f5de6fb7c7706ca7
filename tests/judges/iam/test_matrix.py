from collections.abc import Callable, Sequence
from itertools import chain

import pytest
import yaml
from hypothesis import given, settings

from enclave.declaration.model import Declaration
from tests.enclave.derive.declared import cloud_sites, sovereign
from tests.enclave.derive.strategies import declarations
from tests.judges.iam.estate import Estate
from tests.judges.iam.hearing import Hearing
from tests.judges.iam.matrix import matrix
from tests.judges.iam.matrix.needed import needed_rows
from tests.judges.iam.matrix.neighbours import neighbour_rows
from tests.judges.iam.rows import Row
from tests.judges.iam.simulator import Simulator, UndecidedError
from tests.map.tree import text

pytestmark = pytest.mark.integration


def loom() -> Declaration:
    return Declaration.model_validate(yaml.safe_load(text("enclave.yaml")))


def wrong(hearing: Hearing, rows: Sequence[Row]) -> list[str]:
    """One line a row that is judged otherwise than the table says, or not at all."""
    found = zip(rows, hearing.all_stopped_by(rows), strict=True)
    return [
        f"{row}: stopped by {_told(stopped)}, not by {row.stopped_by or 'nothing'}"
        for row, stopped in found
        if isinstance(stopped, UndecidedError) or not row.agrees(stopped)
    ]


def _told(stopped: frozenset[str] | UndecidedError) -> str:
    if isinstance(stopped, UndecidedError):
        return f"nobody knows what ({stopped})"
    return " ".join(sorted(stopped)) or "nothing"


@pytest.mark.parametrize("declare", [loom, sovereign])
def test_every_request_is_judged_as_the_table_says(
    simulator: Simulator, declare: Callable[[], Declaration]
) -> None:
    estate = Estate(declare(), "frankfurt")
    rows = list(matrix(estate))
    assert len(rows) > 1000
    assert wrong(Hearing(simulator, estate), rows) == []


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
@given(declaration=declarations(max_sites=2, max_functions=4))
def test_whatever_is_declared_ours_is_let_through_and_what_is_not_is_stopped(
    simulator: Simulator, declaration: Declaration
) -> None:
    for site in cloud_sites(declaration):
        estate = Estate(declaration, site)
        rows = list(filter(estate.has, chain(needed_rows(estate), neighbour_rows(estate))))
        assert wrong(Hearing(simulator, estate), rows) == []
