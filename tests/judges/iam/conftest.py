"""One simulator for all tests of a run."""

from collections.abc import Iterator

import pytest

from tests.judges.iam.simulator import Simulator


@pytest.fixture(scope="session")
def simulator() -> Iterator[Simulator]:
    """The judge, started once."""
    with Simulator() as started:
        yield started
