import json
from pathlib import Path

import jsonschema
import pytest

from scripts import refresh_schemas
from scripts.refresh_schemas import FOLDER, SCHEMAS, main, render


def test_the_committed_schemas_are_fresh() -> None:
    assert main(["--dry-run"]) == 0
    assert {path.name for path in FOLDER.glob("*.json")} == set(SCHEMAS)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_each_is_a_schema_of_2020_12(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(render(name)))


def test_a_stale_schema_is_named_and_then_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(refresh_schemas, "FOLDER", tmp_path / "schemas")
    assert main(["--dry-run"]) == 1
    assert "switch.v1.json: stale\n" in capsys.readouterr().err
    assert main([]) == 0
    assert main(["--dry-run"]) == 0
