import json

import pytest

from scripts.measure_graph import main


def test_counts_what_it_declared(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--resources", "30"]) == 0
    assert json.loads(capsys.readouterr().out)["resources"] == 30
