"""One thing that bootstrap makes: looked at, made or mended, and taken away."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Standing(StrEnum):
    """How a thing stands in the account."""

    STANDS = "stands"
    DIFFERS = "differs"
    MISSING = "missing"


class Item(Protocol):
    """One thing in the account, by a name that follows from the declaration.

    `make` may be called again after a kill, at any point, and ends in the same place; so does
    `remove`. All raise `enclave.account.Refused` where AWS does not answer well.
    """

    @property
    def id(self) -> str:
        """Its name in the journal."""
        ...

    @property
    def kind(self) -> str:
        """What it is, in AWS's word."""
        ...

    @property
    def name(self) -> str:
        """Its name in the account."""
        ...

    @property
    def purpose(self) -> str:
        """What it is for."""
        ...

    def missing(self) -> bool:
        """Whether it is not there at all."""
        ...

    def differences(self) -> tuple[str, ...]:
        """What of it is not as derived; only asked where it is not missing."""
        ...

    def identity(self) -> str | None:
        """What AWS gave this one alone, as far as it does; None where it is not there."""
        ...

    def make(self) -> str:
        """Make it as derived, or mend it; gives its identity."""
        ...

    def remove(self) -> str:
        """Take it away, or what there is of it; gives a detail worth keeping."""
        ...


@dataclass(frozen=True, kw_only=True)
class Look:
    """How an item stood when it was looked at, and what differed."""

    item: Item
    standing: Standing
    differences: tuple[str, ...] = ()


def look(item: Item) -> Look:
    """Look at one item. Raises Refused: what could not be looked at does not stand."""
    if item.missing():
        return Look(item=item, standing=Standing.MISSING)
    found = item.differences()
    standing = Standing.DIFFERS if found else Standing.STANDS
    return Look(item=item, standing=standing, differences=found)
