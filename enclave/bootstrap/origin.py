"""Where a journal was written: in which account, and whether AWS itself answered."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from enclave.account import Account
from enclave.journal.step import Record
from enclave.problems import Problem

AWS = "AWS"
FOLDER = "ENCLAVE_REHEARSAL_FOLDER"  # set by `enclave rehearse env`


@dataclass(frozen=True, kw_only=True)
class Origin:
    """An account, and who answered for it: `AWS`, or the loopback URL that plays it."""

    account: str
    answered_by: str

    @classmethod
    def of(cls, account: Account) -> Self:
        """The origin of what this account is asked for."""
        return cls(account=account.names.account, answered_by=account.answered_by or AWS)

    def arguments(self) -> dict[str, str]:
        """What each step in the journal says of it."""
        return {"account": self.account, "answered_by": self.answered_by}

    def require(self, path: Path, record: Record) -> None:
        """Raises Problem where a record tells of another account, or of nobody's."""
        said = record.step.arguments
        if "account" not in said or "answered_by" not in said:
            raise _other(path, "does not say in which account it was written")
        if said["answered_by"] != self.answered_by:
            by = f"was written against {said['answered_by']}, and {self.answered_by} answers now"
            raise _other(path, by)
        if said["account"] != self.account:
            raise _other(
                path, f"was written in account {said['account']}, and this is {self.account}"
            )


def journal_path(
    declaration: Path, name: str, origin: Origin, environment: Mapping[str, str] = os.environ
) -> Path:
    """Beside the declaration, where it is committed; a rehearsal's in the rehearsal's folder."""
    rehearsal = environment.get(FOLDER, "") if origin.answered_by != AWS else ""
    folder = Path(rehearsal) if rehearsal else declaration.resolve().parent
    return folder / f"bootstrap-{name}.journal"


def _other(path: Path, problem: str) -> Problem:
    fix = "move it away: --undo takes away only what was made here"
    return Problem(where=str(path), problem=problem, fix=fix)
