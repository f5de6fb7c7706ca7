"""Which resources the engine already has, so that a create never adopts one of them."""

import threading
from collections.abc import Set as AbstractSet


class Known:
    """What the requests of one run told of each URN. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ids: dict[str, set[str]] = {}
        self._existing: set[str] = set()

    def saw(self, urn: str, *, id_: str | None = None, exists: bool = False) -> None:
        """Note that the engine has the resource, and under which id if the request tells it."""
        with self._lock:
            if id_:
                self._ids.setdefault(urn, set()).add(id_)
            if exists:
                self._existing.add(urn)

    def of(self, urn: str) -> tuple[AbstractSet[str], bool]:
        """Return the ids that the engine has, and whether those are all that it can have."""
        with self._lock:
            ids = frozenset(self._ids.get(urn, ()))
            return ids, bool(ids) or urn not in self._existing
