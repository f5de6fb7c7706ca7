"""The tables of the reference page are those of the schema and of the rules."""

from enclave.declaration.rules import catalog
from scripts.refresh_declaration_page import PAGE, keys, main, refreshed, rules


def test_the_committed_page_is_fresh() -> None:
    assert main(["--dry-run"]) == 0, "python -m scripts.refresh_declaration_page"


def test_every_rule_has_a_row() -> None:
    assert len(list(rules())) == 2 + len(catalog())


def test_keys_of_nested_maps_have_rows() -> None:
    lines = "\n".join(keys())
    assert "| `NAME.limits.tokens` | list: a rate, as `60/min`, optional |" in lines
    assert "| `NAME.hosts.NAME.role` | `control` \\| `system` \\| `gpu` |" in lines


def test_a_map_of_maps_is_called_so() -> None:
    lines = "\n".join(keys())
    assert "| `NAME.fields` | map of maps: a name " in lines
    assert "map: map" not in lines


def test_text_between_the_tables_stays() -> None:
    text = "a\n<!-- keys -->\nstale words\n<!-- /keys -->\nb\n<!-- rules -->\n<!-- /rules -->\nc\n"
    fresh = refreshed(text)
    assert "stale words" not in fresh
    assert [part for part in "abc" if f"{part}\n" not in fresh] == []
    assert refreshed(fresh) == fresh


def test_the_page_holds_both_marks() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.count("<!-- keys -->") == text.count("<!-- rules -->") == 1
