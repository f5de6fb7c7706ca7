"""The rules are siblings: one silhouette, unique ids, honest about what they read."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest

from enclave.declaration import rules
from enclave.declaration.context import Context
from enclave.declaration.model import Declaration
from enclave.declaration.rules import REFERENCES, RULES, catalog
from enclave.declaration.tree import read_tree
from tests.enclave.declaration.factories import FIXTURES, ROOT, TODAY, VALID

PARTS = tuple(name for name in Declaration.model_fields if name != "enclave")
MODULES = [cast("ModuleType", module) for module in RULES]


def context() -> Context:
    tree = read_tree(VALID, "valid.yaml")
    return Context(
        declaration=Declaration.model_validate(tree.data),
        marks=tree.marks,
        today=TODAY,
        folder=FIXTURES,
        rules=(),
    )


def without(whole: Context, part: str) -> Context:
    """The context with one part as it is when nothing of it was understood."""
    parts = {name: getattr(whole.declaration, name) for name in Declaration.model_fields}
    bare = Declaration.model_construct(**(parts | {part: {}}))
    return replace(whole, declaration=bare, broken=frozenset({part}))


def test_every_file_of_the_folder_is_a_rule_of_the_list() -> None:
    files = {path.stem for path in Path(rules.__file__).parent.glob("[!_]*.py")}
    assert {module.__name__.rpartition(".")[2] for module in MODULES} == files


def test_ids_are_unique_and_of_one_form() -> None:
    ids = [rule.id for rule in catalog()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"ENCLAVE(_[A-Z]+)+", name) for name in ids)


def test_every_rule_serves_controls_of_sp_800_53() -> None:
    for rule in catalog():
        assert rule.controls, rule.id
        assert all(re.fullmatch(r"[A-Z]{2}-\d+(\(\d+\))?", c) for c in rule.controls), rule.id


def test_every_rule_has_a_title_that_states_what_holds() -> None:
    for rule in catalog():
        assert re.fullmatch(r"[A-Z].*[^.]", rule.title), rule.id


def test_every_rule_stands_in_the_reference_page() -> None:
    page = (ROOT / "docs/declaration.md").read_text(encoding="utf-8")
    assert [rule.id for rule in catalog() if f"`{rule.id}`" not in page] == []


@pytest.mark.parametrize("part", PARTS)
def test_a_rule_says_nothing_because_of_a_part_that_was_not_understood(part: str) -> None:
    """Whoever would say something names the part under `reads`, and is then not asked."""
    bare = without(context(), part)
    loose: Mapping[str, list[str]] = {
        module.RULE.id: [str(finding) for finding in module.check(bare)]
        for module in RULES
        if part not in module.RULE.reads
    }
    assert {rule: lines for rule, lines in loose.items() if lines} == {}


def test_rules_about_names_are_among_the_rules() -> None:
    assert set(REFERENCES) <= set(RULES)
