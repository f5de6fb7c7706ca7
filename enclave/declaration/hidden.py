"""Characters that people do not see, and that readers take for line ends or nothing at all.

YAML 1.1 begins a new line at U+0085, U+2028, U+2029 and at a carriage return alone, where a diff
goes on with a comment; marks of direction show words in another order than they are read in.
"""

import unicodedata
from collections.abc import Iterator

HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp"})  # control, format, line and paragraph separators
SHOWN = frozenset("\n\t")
NAMES = {"\r": "carriage return without line feed"}


def hidden_in(text: str) -> Iterator[int]:
    """Give the place of every hidden character; line ends of Windows are none."""
    if text.isprintable():  # nearly every value: asked first because it is quick
        return
    found = {char for char in set(text) if unicodedata.category(char) in HIDDEN} - SHOWN
    for at, char in enumerate(text):
        if char in found and text[at : at + 2] != "\r\n":
            yield at


def named(char: str) -> str:
    """Return code and name: `U+2028 (line separator)`."""
    name = NAMES.get(char) or unicodedata.name(char, "control character").lower()
    return f"U+{ord(char):04X} ({name})"
