"""What YAML could hide is named, with its place, and never expanded."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.declaration.tree import DEEPEST, read_tree
from enclave.problems import Problem


def told(text: str) -> list[str]:
    return [str(finding) for finding in read_tree(text, "e.yaml").findings]


def refusal(text: str) -> str:
    with pytest.raises(Problem) as caught:
        read_tree(text, "e.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [DE, NO]", 'e.yaml:1:9 NO was read as false (YAML 1.1). Fix: "NO".'),
        ("a: on", 'e.yaml:1:4 on was read as true (YAML 1.1). Fix: "on".'),
        ("a: True", 'e.yaml:1:4 True was read as true (YAML 1.1). Fix: "True".'),
        ("no: 1", 'e.yaml:1:1 no was read as false (YAML 1.1). Fix: "no".'),
        (
            "account: 012345678901",
            (
                "e.yaml:1:10 012345678901 begins with 0 and is read in base 8 (YAML 1.1). "
                'Fix: "012345678901".'
            ),
        ),
        (
            r'a: "b\u2028c"',
            (
                "e.yaml:1:4 an escape stands for U+2028 (line separator), which people do not see. "
                "Fix: delete it."
            ),
        ),
        (
            r'"a\r": b',
            (
                "e.yaml:1:1 an escape stands for U+000D (carriage return without line feed), "
                "which people do not see. Fix: delete it."
            ),
        ),
        ("a: 0x1F", 'e.yaml:1:4 0x1F is read as a number. Fix: "0x1F".'),
        ("a: 1_000", 'e.yaml:1:4 1_000 is read as a number. Fix: "1_000".'),
        ("a: 22:22", 'e.yaml:1:4 22:22 is read as a number in base 60 (YAML 1.1). Fix: "22:22".'),
        ("a: 1e3", 'e.yaml:1:4 1e3 is read as a fraction. Fix: "1e3".'),
        ("a: 1.5", 'e.yaml:1:4 1.5 is read as a fraction. Fix: "1.5".'),
        ("a: .inf", 'e.yaml:1:4 .inf is read as a fraction. Fix: ".inf".'),
        ("a: ~", "e.yaml:1:4 a has no value (~). Fix: write one, or delete the line."),
        ("a:\nb: 1", "e.yaml:1:3 a has no value. Fix: write one, or delete the line."),
        (
            "a: 2026-02-30",
            "e.yaml:1:4 2026-02-30 is no day of the calendar. Fix: write a day that exists.",
        ),
        (
            "a: 2026-02-03T10:00:00Z",
            (
                "e.yaml:1:4 2026-02-03T10:00:00Z is read as a time (YAML 1.1). "
                'Fix: "2026-02-03T10:00:00Z".'
            ),
        ),
        ("7: a", 'e.yaml:1:1 the key 7 is a number. Fix: "7".'),
        ("true: a", 'e.yaml:1:1 the key true is true or false. Fix: "true".'),
        ("~: a", "e.yaml:1:1 a key has no value (~). Fix: write one, or delete the line."),
        ("? [a, [b]]\n: c", "e.yaml:1:3 a key is no single word. Fix: write a name."),
        (
            "a: 1\nb: 2\na: 3",
            "e.yaml:3:1 a stands twice, first in line 1. Fix: delete one.",
        ),
        ("a: [p, q, p]", "e.yaml:1:11 p stands twice in a. Fix: delete one."),
        ("a: !!str 5", "e.yaml:1:4 tag:yaml.org,2002:str is a tag. Fix: delete it."),
        (
            "a: !python/name:os.system x",
            "e.yaml:1:4 !python/name:os.system is a tag. Fix: delete it.",
        ),
        (
            "%YAML 1.2\n---\na: x",
            "e.yaml:1:1 a directive (%) changes how YAML is read. Fix: delete it.",
        ),
        (
            "a: x\n---\nb: y",
            "e.yaml:2:1 a second document begins here. Fix: one file, one declaration.",
        ),
    ],
)
def test_names_what_readers_disagree_on(text: str, line: str) -> None:
    assert told(text) == [line]


def test_anchors_and_aliases_are_refused_where_they_stand() -> None:
    assert told("a: &x [p]\nb: *x") == [
        "e.yaml:1:4 &x is an anchor. Fix: delete it, write values out.",
        "e.yaml:2:4 *x repeats what stands elsewhere. Fix: write it out.",
    ]


def test_merge_keys_are_refused() -> None:
    assert "e.yaml:2:1 << merges what stands elsewhere. Fix: write it out." in told(
        "a: {p: q}\n<<: {r: s}"
    )


def test_a_bomb_of_aliases_stays_as_small_as_it_is_written() -> None:
    bomb = "a: &a [x, y]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert len(read_tree(bomb, "e.yaml").marks.values) < 40


def test_everything_is_told_together() -> None:
    assert len(told("a: NO\nb: 012\na: p\nc: !x p")) == 4


def test_a_refused_word_keeps_its_text() -> None:
    assert read_tree("a: [NO, 1e3]", "e.yaml").data == {"a": ["NO", "1e3"]}


def test_marks_point_at_keys_and_values() -> None:
    marks = read_tree("a:\n  b: [x, yy]", "e.yaml").marks
    assert str(marks.key_at(("a", "b"))) == "e.yaml:2:3"
    assert str(marks.value_at(("a", "b", 1))) == "e.yaml:2:10"
    assert str(marks.value_at(("a", "missing"))) == "e.yaml:1:1"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "e.yaml is empty. Fix: begin it with enclave: 1."),
        (
            "# only a comment\n",
            "e.yaml is empty. Fix: begin it with enclave: 1.",
        ),
        ("a:\n\t- b", "e.yaml:2:1 is indented with a tab. Fix: use spaces."),
        ("a: \0", "e.yaml holds the character U+0000, which YAML forbids. Fix: delete it."),
        ("[" * 40, f"e.yaml:1:14 [0][0][0] is nested deeper than {DEEPEST}. Fix: flatten it."),
    ],
)
def test_stops_where_nothing_can_be_read(text: str, line: str) -> None:
    assert refusal(text) == line


def test_no_yaml_names_the_place() -> None:
    assert refusal("a: [b").startswith("e.yaml:2:1 is no YAML: while parsing a flow sequence")


def test_no_yaml_names_where_the_construct_began() -> None:
    assert refusal('a:\n  b: {x: "1\nc: 2\nd: {y: "3"}\n') == (
        "e.yaml:4:9 is no YAML: while parsing a flow mapping that began in line 2, column 6: "
        "did not find expected ',' or '}'. Fix: check indentation and quotes."
    )


def test_a_million_values_are_not_read() -> None:
    assert "is value number 200001: too many" in refusal("[" + "a, " * 300_000 + "a]")


YAML_BITS = st.text(
    alphabet=st.sampled_from(list("ab:-[]{},&*!%?|>'\"#\n\t ~<0159_.eEx@`\\é\u2028\ufeff")),
    max_size=60,
)


@given(YAML_BITS | st.text(max_size=40))
def test_raises_nothing_but_a_problem(text: str) -> None:
    with suppress(Problem):
        tree = read_tree(text, "e.yaml")
        assert all(str(finding).startswith("e.yaml:") for finding in tree.findings)
