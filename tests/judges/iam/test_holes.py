"""Every hole in a policy document turns the matrix red."""

import hashlib
import json
from collections.abc import Iterator

import pytest

from tests.judges.iam.equivalent import REASONS, reason
from tests.judges.iam.estate import Estate
from tests.judges.iam.hearing import Hearing
from tests.judges.iam.holes import Hole, holes
from tests.judges.iam.matrix import matrix
from tests.judges.iam.simulator import Policies, Request, Simulator, UndecidedError
from tests.judges.iam.sweep import Sweep
from tests.judges.iam.test_matrix import loom

pytestmark = pytest.mark.integration
SAMPLE = 2  # holes a document in `make test`; all of them in `make test-slow`
DEPLOYER = "role/the-deployer/"


@pytest.fixture(scope="module")
def estate() -> Estate:
    return Estate(loom(), "frankfurt")


def planted(estate: Estate) -> Iterator[list[Hole]]:
    """The holes of each document; of several that say the same, of one."""
    seen: set[str] = set()
    for name, document in estate.documents.items():
        text = json.dumps(document)
        if text not in seen and not name.startswith(DEPLOYER):
            seen.add(text)
            yield [hole for hole in holes(name, document) if reason(hole) is None]


def survivors(simulator: Simulator, estate: Estate, found: list[Hole]) -> list[str]:
    hearing = Hearing(simulator, estate)
    rows = [row for row in matrix(estate) if found[0].document in hearing.uses(row)]
    return [str(hole) for hole in Sweep(simulator, estate, rows).survivors(found)]


def test_a_sample_of_every_document_turns_the_matrix_red(
    simulator: Simulator, estate: Estate
) -> None:
    for found in planted(estate):
        drawn = sorted(found, key=lambda hole: hashlib.sha256(str(hole).encode()).digest())
        assert survivors(simulator, estate, drawn[:SAMPLE]) == []


@pytest.mark.slow
def test_no_hole_survives(simulator: Simulator, estate: Estate) -> None:
    survived = [each for found in planted(estate) for each in survivors(simulator, estate, found)]
    assert survived == []


def test_every_reason_speaks_of_some_hole(estate: Estate) -> None:
    found = [hole for name, document in estate.documents.items() for hole in holes(name, document)]
    assert {reason(hole) for hole in found} - {None} == set(REASONS.values())


def test_the_judge_still_lacks_what_is_left_out_for_it(
    simulator: Simulator, estate: Estate
) -> None:
    context = {"kms:EncryptionContext:aws:logs:arn": estate.names.arn("logs", "log-group:g")}
    request = Request(
        principal=estate.names.principal("logs"),
        action="kms:Decrypt",
        resource=estate.key_arn("logs"),
        account=estate.names.account,
        context=context,
    )
    with pytest.raises(UndecidedError, match="kms:Decrypt has no kms:EncryptionContext"):
        simulator.judgement(request, Policies(resource=estate.documents["key/logs"]))
