"""Each hole before the matrix: which of them no row notices."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from enclave.derive.policy_documents import Statement
from tests.judges.iam.estate import Estate
from tests.judges.iam.hearing import Hearing
from tests.judges.iam.holes import Hole
from tests.judges.iam.rows import Row
from tests.judges.iam.simulator import Simulator, UndecidedError

_AT_ONCE = 20


@dataclass(frozen=True)
class Sweep:
    """A matrix of one estate, by the documents that each row asks."""

    simulator: Simulator
    estate: Estate
    rows: Sequence[Row]

    def survivors(self, holes: Iterable[Hole]) -> Iterator[Hole]:
        """The holes with which every row is still judged as the table says."""
        return (hole for hole in holes if not self.notices(hole))

    def notices(self, hole: Hole) -> bool:
        """Whether a row turns red. One that nobody can judge any more is no notice."""
        hearing = Hearing(self.simulator, self.estate.planted(hole.document, hole.planted))
        statement = self._statement(hole)
        rows = sorted(
            (row for row in self.rows if _may_ask(row, statement, hole)),
            key=lambda row: hole.sid not in row.stopped_by.split(),
        )
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            for row, stopped in zip(part, hearing.all_stopped_by(part), strict=True):
                if not isinstance(stopped, UndecidedError) and not row.agrees(stopped):
                    return True
        return False

    def _statement(self, hole: Hole) -> Statement:
        found: Statement = next(
            each
            for each in self.estate.documents[hole.document]["Statement"]
            if each["Sid"] == hole.sid
        )
        return found


def _may_ask(row: Row, statement: Statement, hole: Hole) -> bool:
    """Whether the planted statement, or the one before, may speak of a row's action."""
    return _named(statement, row.does) or any(
        _named(each, row.does) for each in hole.planted["Statement"] if each["Sid"] == hole.sid
    )


def _named(statement: Statement, action: str) -> bool:
    if "NotAction" in statement:
        return True
    patterns = statement["Action"]
    listed = [patterns] if isinstance(patterns, str) else patterns
    return any(fnmatchcase(action.lower(), each.lower()) for each in listed)
