"""Did you mean: the declared name that a mistyped one is closest to."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

CLOSE = 0.6  # difflib's own measure of "similar"
LENGTH_APART = 3
MOST = 500  # candidates compared; a mistyped name shares its length with few


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like `word`, or None if none is."""
    near = tuple(name for name in known if abs(len(name) - len(word)) <= LENGTH_APART)
    return _closest(word, near[:MOST])


@lru_cache(maxsize=4096)
def _closest(word: str, known: tuple[str, ...]) -> str | None:
    matches = get_close_matches(word, known, n=1, cutoff=CLOSE)
    return matches[0] if matches else None


def suggestion(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """Word the fix: the closest known name as a question, or `otherwise`."""
    match = closest(word, known)
    return f"{match}?" if match else otherwise
