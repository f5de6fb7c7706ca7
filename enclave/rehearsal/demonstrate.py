"""What stands, read back and held against what was declared."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Demonstration:
    """Lines of the printed proof, as label and text, and what failed to show."""

    lines: tuple[tuple[str, str], ...]
    failures: tuple[str, ...]
