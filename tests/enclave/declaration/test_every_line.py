"""Deleting or breaking any line of the example turns something red.

What may be changed without a finding stands here with its reason; then the digest changes, and
with it everything that is derived, because each derived artefact names it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pytest

from enclave.declaration.marks import Path, dotted
from enclave.declaration.tree import read_tree
from enclave.problems import Problem
from tests.enclave.declaration.factories import ROOT, loaded

EXAMPLE = (ROOT / "enclave.yaml").read_text(encoding="utf-8")
LOCK = (ROOT / "artefacts.lock").read_text(encoding="utf-8")
LINES = EXAMPLE.splitlines(keepends=True)
SAYING = [n for n, line in enumerate(LINES) if line.split("#")[0].strip()]

FREE_LINES: Mapping[str, str] = {
    r"models\.recommender\.gpu": "without it the model runs on the system nodes",
    r"functions\.[^.]+\.receives\.\w+\.\w+": "a function may receive less",
    r"functions\.service-reply\.free_text": "a function may take typed fields only",
}
FREE_VALUES: Mapping[str, str] = {
    r"organization\.name": "prose: what people call it",
    r"organization\.aws\.(id|break_glass)": "a fact of the AWS organization",
    r"people\.[^.]+\.(mail|key)": "a fact outside: addresses, and files that hold keys",
    r"sites\.venlo\.hosts\.[^.]+\.address": "a free address of the network is as good",
    r"callers\.[^.]+\.(jwt\.subject|spiffe)": "a fact of who issues the proof",
    r"models\.[^.]+\.gpu\.memory": "a free choice up to what the GPU has",
    r"functions\.[^.]+\.purpose": "prose, for the processing register",
    r"functions\.[^.]+\.limits\.requests": "a free choice above the different inputs",
    r"flows\.[^.]+\.reason": "prose",
    r"exceptions\.[^.]+\.reason": "prose",
}
FREE_KEYS: Mapping[str, str] = {
    r"sites\.venlo\.hosts\.[^.]+": "a host may have any name",
    r"sources\.logistics\.fields\.(PurchaseOrder\.Terms|DemandPlan(\.Units)?)": "a fact of the "
    "source: classified so that the door knows it, received by nobody",
    r"functions\.[^.]+": "callers choose a function by this name",
    r"flows\.[^.]+": "nothing in the declaration names a flow",
    r"exceptions\.[^.]+": "nothing in the declaration names an exception",
}


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """The example after one change of what stands at `path`."""

    path: str
    text: str


@cache
def digest_of(text: str) -> str | None:
    return loaded(text, lock=LOCK).report.declaration_digest


@cache
def is_red(mutant: Mutant) -> bool:
    try:
        return bool(loaded(mutant.text, lock=LOCK).report.failures)
    except Problem:
        return True


def survivors(mutants: Iterator[Mutant], free: Mapping[str, str]) -> list[str]:
    """Changes that nothing notices: no finding, and no free choice that changes the digest."""
    unseen = []
    for mutant in mutants:
        chosen = any(re.fullmatch(pattern, mutant.path) for pattern in free)
        if not is_red(mutant) and not (chosen and digest_of(mutant.text) != digest_of(EXAMPLE)):
            unseen.append(mutant.path)
    return unseen


def marked() -> Iterator[tuple[Path, int, str]]:
    """Path, offset and text of every scalar of the example."""
    tree = read_tree(EXAMPLE, "enclave.yaml")
    for path, written in tree.marks.written.items():
        mark = tree.marks.values[path]
        yield path, EXAMPLE.index(written, offset(mark.line, mark.column)), written


def offset(line: int, column: int) -> int:
    return sum(map(len, LINES[: line - 1])) + column - 1


def put(start: int, old: str, new: str) -> str:
    return EXAMPLE[:start] + new + EXAMPLE[start + len(old) :]


def without_lines() -> Iterator[Mutant]:
    tree = read_tree(EXAMPLE, "enclave.yaml")
    first = {}
    for path, mark in reversed(tree.marks.keys.items()):
        first[mark.line] = dotted(path)
    for number in SAYING:
        text = "".join(LINES[:number] + LINES[number + 1 :])
        yield Mutant(path=first.get(number + 1, f"line {number + 1}"), text=text)


def mistyped(word: str) -> tuple[str, ...]:
    """Words that are not this one: a letter more, a letter less; numbers beyond their range."""
    return ("0", f"{word}000000") if word.isdigit() else (f"{word}x", word[:-1], word[1:])


def broken_values() -> Iterator[Mutant]:
    for path, start, written in marked():
        for word in mistyped(written):
            yield Mutant(path=dotted(path), text=put(start, written, word))


def broken_keys() -> Iterator[Mutant]:
    tree = read_tree(EXAMPLE, "enclave.yaml")
    for path, mark in tree.marks.keys.items():
        key = str(path[-1])
        start = EXAMPLE.index(key, offset(mark.line, mark.column))
        yield Mutant(path=dotted(path), text=put(start, key, f"{key}x"))


def test_the_example_is_clean_and_uses_its_exception() -> None:
    report = loaded(EXAMPLE, lock=LOCK).report
    assert report.failures == ()
    assert [finding.exception for finding in report.covered] == ["prices-explained"]


def test_no_line_can_be_deleted_unseen() -> None:
    assert len(SAYING) > 200  # not vacuous
    assert survivors(without_lines(), FREE_LINES) == []


@pytest.mark.slow
def test_no_value_can_be_broken_unseen() -> None:
    assert survivors(broken_values(), FREE_VALUES) == []


@pytest.mark.slow
def test_no_key_can_be_broken_unseen() -> None:
    assert survivors(broken_keys(), FREE_KEYS) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mutants", "free"),
    [(without_lines, FREE_LINES), (broken_values, FREE_VALUES), (broken_keys, FREE_KEYS)],
    ids=["lines", "values", "keys"],
)
def test_every_free_choice_is_one(
    mutants: Callable[[], Iterator[Mutant]], free: Mapping[str, str]
) -> None:
    """A reason that excuses nothing any more is deleted."""
    spared = [m.path for m in mutants() if not is_red(m)]
    assert [p for p in free if not any(re.fullmatch(p, path) for path in spared)] == []
