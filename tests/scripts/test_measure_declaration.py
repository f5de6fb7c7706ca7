import json

import pytest

from scripts.measure_declaration import main
from tests.map.tree import ROOT


def test_says_size_time_and_memory(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(ROOT / "enclave.yaml")]) == 0
    seen = json.loads(capsys.readouterr().out)
    assert seen["functions"] == 6
    assert seen["files"] > 6
    assert {"load_seconds", "derive_seconds", "peak_bytes"} < seen.keys()
