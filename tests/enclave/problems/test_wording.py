from hypothesis import example, given
from hypothesis import strategies as st

from enclave.problems.wording import one_line, sentence


@given(st.text(st.characters()))
@example("\x1b[2K\r\n\u202e\udc80")
def test_one_line_is_printable_whatever_comes_in(text: str) -> None:
    line = one_line(text)
    assert line.isprintable()
    assert line.encode() == line.encode(errors="replace")


def test_control_characters_are_shown_as_escapes() -> None:
    assert one_line("a\nb\x1b[31m") == "a\\nb\\x1b[31m"


def test_letters_of_every_script_stay() -> None:
    assert one_line("Größe 価格 ✓") == "Größe 価格 ✓"


def test_a_sentence_ends_once() -> None:
    assert [sentence(s) for s in ("delete it", "Case.Description?", "Done.")] == [
        "delete it.",
        "Case.Description?",
        "Done.",
    ]
