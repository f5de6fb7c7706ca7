"""Exit codes of every command."""

from collections.abc import Iterable
from enum import IntEnum


class ExitCode(IntEnum):
    """0 clean, 1 findings or denied, 2 could not look or wrong usage; 2 beats 1."""

    CLEAN = 0
    FINDINGS = 1
    COULD_NOT_LOOK = 2


def worst(codes: Iterable[ExitCode]) -> ExitCode:
    """Give the exit code of several looks together; of none at all: could not look."""
    return max(codes, default=ExitCode.COULD_NOT_LOOK)
