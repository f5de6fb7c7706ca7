"""What the provider calls of AWS for one resource type: a row of the deployer's table."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """When a call is made in the life of a resource."""

    MAKES = "makes"
    READS = "reads"
    CHANGES = "changes"
    ENDS = "ends"


@dataclass(frozen=True, kw_only=True)
class TypeCalls:
    """Calls for one type, as `service:Operation`.

    `thing` is what stands behind `resource type/id` in the ARN of one of that type, `rests_on` the
    same of what a call that makes one names beside it. A `lasting` type is never taken away in
    production.
    """

    service: str
    thing: str
    rests_on: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    lasting: bool = False

    def calls(self) -> Iterator[tuple[Stage, str]]:
        """Every call with its stage."""
        for stage in Stage:
            for action in getattr(self, stage):
                yield stage, action


def row(  # noqa: PLR0913  columns of a table
    service: str,
    thing: str,
    *,
    on: str = "",
    makes: str = "",
    reads: str = "",
    changes: str = "",
    ends: str = "",
    lasting: bool = False,
) -> TypeCalls:
    """A row; operations are separated by blanks, those of another service say whose they are."""

    def full(operations: str) -> tuple[str, ...]:
        words = operations.split()
        return tuple(word if ":" in word else f"{service}:{word}" for word in words)

    return TypeCalls(
        service=service,
        thing=thing,
        rests_on=tuple(on.split()),
        makes=full(makes),
        reads=full(reads),
        changes=full(changes),
        ends=full(ends),
        lasting=lasting,
    )
