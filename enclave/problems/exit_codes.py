"""Exit codes of every command."""

from enum import IntEnum


class ExitCode(IntEnum):
    """0 clean, 1 findings or denied, 2 could not look or wrong usage; 2 beats 1."""

    CLEAN = 0
    FINDINGS = 1
    COULD_NOT_LOOK = 2
