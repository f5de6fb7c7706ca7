"""One row of the matrix: a request, what stops it, and why that is right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Changes = Mapping[str, str | Sequence[str] | None]


@dataclass(frozen=True, kw_only=True)
class Row:
    """`who` does `does` to `to`; `stopped_by` names everything that denies it, `""` lets it pass.

    A statement that denies stands there by its Sid, a policy that ought to allow and does not by
    its kind: `identity`, `boundary`, `endpoint`, `key`, `trust`, `resource`.
    With `...` at the end more than what stands there may deny it.
    `changes` are condition keys beside those that follow from caller and resource; None takes one
    out. `through` is the endpoint, where it is not the one that the caller would use.
    """

    who: str
    does: str
    to: str
    stopped_by: str
    why: str
    changes: Changes = field(default_factory=dict)
    through: str | None = None

    def agrees(self, stopped: frozenset[str]) -> bool:
        """Whether what denies it is what the row says."""
        named = frozenset(self.stopped_by.split())
        return stopped >= named - {"..."} if "..." in named else stopped == named

    def __str__(self) -> str:
        return f"{self.who} {self.does} {self.to or 'anything'}: {self.why}"


def row(*cells: str, **changes: Any) -> Row:  # noqa: ANN401  values of every kind of key
    """A row on one line: `who`, `does`, `to`, `stopped_by`, `why`, then `through` and `changes`.

    In the name of a condition key `__` stands for `:`, `___` for `/` and `_dash_` for a hyphen.
    """
    who, does, to, stopped_by, why = cells
    through = changes.pop("through", None)
    named = {_key(name): value for name, value in changes.items()}
    return Row(
        who=who, does=does, to=to, stopped_by=stopped_by, why=why, through=through, changes=named
    )


def _key(name: str) -> str:
    return name.replace("___", "/").replace("__", ":").replace("_dash_", "-")
