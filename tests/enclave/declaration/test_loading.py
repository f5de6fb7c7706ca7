"""Loading reports everything at once, and never fails in another way than by a Problem."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.declaration import Declaration, InvalidDeclaration, load_valid
from enclave.declaration.marks import Path as KeyPath
from enclave.declaration.tree import read_tree
from enclave.problems import ExitCode, Problem
from tests.enclave.declaration.factories import LOCK, TODAY, VALID, changed, loaded, said

DATA: Any = read_tree(VALID, "valid.yaml").data
PATHS = [path for path in read_tree(VALID, "valid.yaml").marks.values if path]
WORDS = st.text("abcxyzNO019 .-_/*:é", max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


def as_yaml(data: object) -> str:
    """JSON is YAML; days are written as days."""
    text = json.dumps(data, default=lambda day: f"@{day.isoformat()}@", ensure_ascii=False)
    return text.replace('"@', "").replace('@"', "")


def write(folder: Path, text: str) -> Path:
    (folder / "enclave.yaml").write_text(text, encoding="utf-8")
    (folder / "artefacts.lock").write_text(LOCK, encoding="utf-8")
    return folder / "enclave.yaml"


def opened(path: KeyPath) -> tuple[Any, Any]:
    """A copy of the valid data, and in it the map or list that holds `path`."""
    copy = deepcopy(DATA)
    holder = copy
    for part in path[:-1]:
        holder = holder[part]
    return copy, holder


def test_a_valid_declaration_is_clean() -> None:
    result = loaded(VALID)
    assert isinstance(result.declaration, Declaration)
    assert result.report.exit_code is ExitCode.CLEAN
    assert result.report.looked_at > 20


def test_json_says_the_same_as_yaml() -> None:
    report = loaded(as_yaml(DATA)).report
    assert report.failures == ()
    assert report.declaration_digest == loaded(VALID).report.declaration_digest


def test_problems_of_every_kind_are_told_together() -> None:
    text = changed(
        ("[DE, NL]", "[DE, NL, NO]"),
        ("owner: ben\n    model: writer", "owner: benn\n    model: writer"),
        ("Case.Text: mask", "Case.Text: pass"),
        ("review_by: 2028-03-01", "review_by: 2026-11-12"),
    )
    assert said(text) == [
        "6:36 nothing stands in NO. Fix: delete NO.",
        '6:36 NO was read as false (YAML 1.1). Fix: "NO".',
        "61:12 there is no person benn. Fix: ben?",
        (
            "64:27 Case.Text is personal (personal) and may not pass. Fix: mask, pseudonymise or "
            "bucket(WIDTH)."
        ),
        "86:84 review overdue by 12 days. Fix: review, then move the date.",
    ]


def test_load_valid_refuses_what_has_findings(tmp_path: Path) -> None:
    path = write(tmp_path, changed(("port: 8443", "port: 6443"), ("country: IE", "country: US")))
    with pytest.raises(InvalidDeclaration) as caught:
        load_valid(path, today=TODAY)
    assert caught.value.exit_code is ExitCode.FINDINGS
    assert len(caught.value.report.failures) == 2
    assert str(caught.value).splitlines() == [
        (
            f"{path}:82:49 6443 is the port of the Kubernetes API. "
            "Fix: choose another, as 443 or 8443."
        ),
        (
            f"{path}:86:39 US is outside the European Economic Area. Fix: name the mechanism that "
            "allows it: adequacy, standard_clauses or binding_rules."
        ),
        f"{path} has 2 problems. Fix: mend them, see enclave validate.",
    ]


def test_an_overdue_fact_is_told_but_stops_nobody(tmp_path: Path) -> None:
    late = date(2028, 1, 1)
    assert any("enclave/facts/" in line for line in said(VALID, today=late))
    assert load_valid(write(tmp_path, VALID), today=late)


@given(st.binary(max_size=200))
def test_arbitrary_bytes_raise_nothing_but_a_problem(content: bytes) -> None:
    try:
        result = loaded(content)
    except Problem as problem:
        assert problem.exit_code is ExitCode.COULD_NOT_LOOK  # noqa: PT017  both ways are right
    else:
        assert result.declaration is None


@given(st.sampled_from(PATHS), JSON)
def test_any_value_anywhere_is_a_finding_or_a_declaration(path: KeyPath, value: object) -> None:
    copy, holder = opened(path)
    holder[path[-1]] = value
    result = loaded(as_yaml(copy))
    assert result.declaration is not None or result.report.failures


@given(st.sampled_from(PATHS))
def test_any_part_may_be_missing(path: KeyPath) -> None:
    copy, holder = opened(path)
    del holder[path[-1]]
    result = loaded(as_yaml(copy))
    assert result.declaration is not None or result.report.failures
