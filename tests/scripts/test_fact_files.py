import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts import fact_files
from scripts.fact_files import heading, listed, refresh, undated

DAY = date(2026, 11, 24)


@given(st.lists(st.from_regex(r"[a-z][a-z0-9.-]{0,9}", fullmatch=True), max_size=20))
def test_lists_come_back(names: list[str]) -> None:
    assert tomllib.loads(f"value = {listed(names)}") == {"value": names}


def test_heading_is_due_in_90_days() -> None:
    assert tomllib.loads(heading("a", 'say "so"', DAY)) == {
        "a": {"source": 'say "so"', "seen": DAY, "review_by": date(2027, 2, 22)}
    }


def test_days_do_not_make_a_file_stale() -> None:
    one, other = heading("a", "b", DAY), heading("a", "b", date(2027, 1, 1))
    assert undated(one) == undated(other)


def test_dry_run_says_stale_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fact_files, "FACTS", tmp_path)
    path = fact_files.FACTS / "sizes.toml"
    path.write_text("old")
    assert refresh("sizes.toml", lambda _: "new", "", ["--dry-run"]) == 1
    assert path.read_text() == "old"


def test_writes_what_it_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fact_files, "FACTS", tmp_path)
    assert refresh("sizes.toml", lambda _: "new", "", []) == 0
    assert (fact_files.FACTS / "sizes.toml").read_text() == "new"
    assert refresh("sizes.toml", lambda _: "new", "", ["--dry-run"]) == 0
