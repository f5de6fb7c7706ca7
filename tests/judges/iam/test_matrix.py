from collections.abc import Callable, Iterable

import pytest
import yaml

from enclave.declaration.model import Declaration
from tests.enclave.derive.declared import declared, sovereign
from tests.judges.iam.estate import Estate
from tests.judges.iam.hearing import Hearing
from tests.judges.iam.matrix import matrix
from tests.judges.iam.rows import Row
from tests.judges.iam.simulator import Simulator, UndecidedError
from tests.map.tree import text

pytestmark = pytest.mark.integration


def loom() -> Declaration:
    return Declaration.model_validate(yaml.safe_load(text("enclave.yaml")))


def wrong(hearing: Hearing, rows: Iterable[Row]) -> list[str]:
    """One line a row that is judged otherwise than the table says, or not at all."""
    found = []
    for row in rows:
        try:
            stopped = hearing.stopped_by(row)
        except UndecidedError as undecided:
            found.append(f"{row}: {undecided}")
            continue
        if stopped != row.expected:
            found.append(f"{row}: stopped by {sorted(stopped)}, not by {sorted(row.expected)}")
    return found


@pytest.mark.parametrize("declare", [loom, declared, sovereign])
def test_every_request_is_judged_as_the_table_says(
    simulator: Simulator, declare: Callable[[], Declaration]
) -> None:
    estate = Estate(declare(), "frankfurt")
    rows = list(matrix(estate))
    assert len(rows) > 1000
    assert wrong(Hearing(simulator, estate), rows) == []
