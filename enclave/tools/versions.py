"""Released versions and tested ranges of them."""

import re
from dataclasses import dataclass
from typing import NamedTuple, Self

# A suffix such as -rc.1 or +dirty makes it another build than the one that was tested.
_RELEASED = re.compile(r"(?<![\w.])(?:v|go)?(\d+)\.(\d+)(?:\.(\d+))?(?![\w.+-])")


class Version(NamedTuple):
    """A released version; a missing third number is 0."""

    major: int
    minor: int
    patch: int = 0

    @classmethod
    def find(cls, text: str) -> Self | None:
        """The first released version that `text` names, such as `v3.259.0` or `go1.26`."""
        match = _RELEASED.search(text)
        return cls(*(int(part or 0) for part in match.groups())) if match else None

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


@dataclass(frozen=True, kw_only=True)
class Range:
    """Versions from `start` up to but without `stop`."""

    start: Version
    stop: Version

    def __contains__(self, version: Version) -> bool:
        return self.start <= version < self.stop

    def __str__(self) -> str:
        return f">= {self.start}, < {self.stop}"
