"""The committed schema is fresh, and accepts what the loader accepts."""

import json

import pytest
from jsonschema import Draft202012Validator

from enclave.declaration.model.base import KIND
from enclave.declaration.schema import declaration_schema, schema_at, schema_text
from enclave.declaration.tree import read_tree
from tests.enclave.declaration.factories import ROOT, VALID, changed

EXAMPLE = (ROOT / "enclave.yaml").read_text(encoding="utf-8")


def errors(text: str) -> list[str]:
    data = read_tree(text, "e.yaml").data
    plain = json.loads(json.dumps(data, default=lambda day: day.isoformat()))
    validator = Draft202012Validator(declaration_schema())
    return [error.message for error in validator.iter_errors(plain)]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(declaration_schema())


def test_the_committed_schema_is_fresh() -> None:
    committed = (ROOT / "docs/schemas/enclave.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(), "enclave schema --out docs/schemas/enclave.schema.json"


@pytest.mark.parametrize("text", [EXAMPLE, VALID], ids=["example", "small"])
def test_a_valid_declaration_fits_it(text: str) -> None:
    assert errors(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("use: production", "usage: production"),
        ("use: production", "use: prodution"),
        ("port: 8443", "port: 99999"),
        ("  ben: {mail", "  Ben_: {mail"),
        ("Case.Text: mask", "Case.Text: hide"),
        ("memory: 8GiB", "memory: 8"),
        ("zones: [a, b]", "zones: [a]"),
    ],
)
def test_what_has_not_the_form_does_not_fit_it(old: str, new: str) -> None:
    assert errors(changed((old, new)))


def test_an_editor_can_explain_every_key() -> None:
    for name, part in declaration_schema()["$defs"].items():
        for key, value in part.get("properties", {}).items():
            assert value.get("description"), f"{name}.{key}"


def test_every_text_has_a_kind_and_an_example() -> None:
    for name, part in declaration_schema()["$defs"].items():
        for key, value in part.get("properties", {}).items():
            if value.get("type") in ("string", "integer"):
                assert value["title"] != key.title(), f"{name}.{key}"
                assert value["examples"], f"{name}.{key}"
    assert KIND not in schema_text()


def test_a_path_leads_to_its_schema() -> None:
    assert schema_at(("functions", "reply", "limits", "tokens", 0))["examples"] == ["60/min"]
    assert schema_at(("nothing", "here")) == {}
