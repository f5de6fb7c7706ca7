"""How wide text is, judged without a font: as wide as in the widest of the usual sans serifs."""

ELLIPSIS = "…"
NARROW, WIDE = frozenset("iljtfrI.,:;'|!()[]/- "), frozenset("mwMW@%")
LATIN = 0x250  # beyond it a character may fill a whole square


def width(text: str, size: float) -> float:
    """Upper estimate of the width of `text` in pixels at a font size in pixels."""
    return sum(_share(character) for character in text) * size


def fit(text: str, size: float, room: float) -> str:
    """Cut `text` to `room` pixels, with an ellipsis where something is missing."""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept + ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS if kept else ""


def wrap(text: str, size: float, room: float, *, lines: int) -> tuple[str, ...]:
    """Break `text` between words into at most `lines` lines; the last one is cut to fit."""
    words = text.split()
    found: list[str] = []
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        found.append(fit(line, size, room))
    rest = [fit(" ".join(words), size, room)] if words else []
    return (*found, *rest)


def _share(character: str) -> float:
    if character in NARROW:
        return 0.36
    if character in WIDE:
        return 0.92
    if character.isupper():
        return 0.74
    return 0.6 if ord(character) < LATIN else 1.0
