"""How a text becomes one line that no terminal, file or page can misread."""

SENTENCE_ENDS = (".", "?", "!")


def one_line(text: str) -> str:
    """Escape whatever is not printable: newlines, ANSI, bidirectional marks."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def sentence(text: str) -> str:
    """Put the text on one line, ending as a sentence does."""
    line = one_line(text)
    return line if line.endswith(SENTENCE_ENDS) else f"{line}."
