"""Did you mean: the declared name that a mistyped one is closest to."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import lru_cache

CLOSE = 0.6  # difflib's own measure of "similar"
LENGTH_APART = 3
BEGUN = 0.75  # of what a word does not share with every known name
FEWEST = 4  # characters; a shorter beginning tells nothing
MOST = 500  # candidates compared; a mistyped name shares its length with few


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like `word`, or None if none is.

    The one name that begins as the word does comes before those of like letters: people leave the
    end of a long name away.
    """
    names = tuple(known)
    begun = _begun(word, names)
    if begun is not None:
        return begun
    near = tuple(name for name in names if abs(len(name) - len(word)) <= LENGTH_APART)
    return _closest(word, near[:MOST])


def _begun(word: str, known: Collection[str]) -> str | None:
    shared = _shared(known)
    own = round(BEGUN * (len(word) - shared))
    if own < FEWEST:
        return None
    stem = word[: shared + own]
    matches = [name for name in known if name.startswith(stem)]
    return matches[0] if len(matches) == 1 else None


@lru_cache(maxsize=4096)
def _closest(word: str, known: tuple[str, ...]) -> str | None:
    matches = get_close_matches(word, known, n=1, cutoff=CLOSE)
    return matches[0] if matches else None


def _shared(known: Collection[str]) -> int:
    """How many characters every one of several names begins with: the first and last in order."""
    first, last = min(known, default=""), max(known, default="")
    pairs = enumerate(zip(first, last, strict=False))
    apart = (index for index, (one, other) in pairs if one != other)
    return next(apart, min(len(first), len(last))) if len(known) > 1 else 0


def suggestion(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """Word the fix: the closest known name as a question, or `otherwise`."""
    match = closest(word, known)
    return f"{match}?" if match else otherwise
