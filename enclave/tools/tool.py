"""A tool that is ready to start."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Origin(StrEnum):
    """Where a tool came from; not how far it is trusted: every origin is checked."""

    PATH = "path"
    CACHE = "cache"
    BUILT = "built"


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A program in a tested version; `seconds` is how long it took to find or to build it.

    The files that its recipe lists stand beside it: `path.with_name(NAME)`.
    """

    name: str
    version: str
    path: Path
    origin: Origin
    seconds: float
