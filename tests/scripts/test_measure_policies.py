import json

import pytest

from scripts.measure_policies import main
from tests.map.tree import ROOT


@pytest.mark.integration
def test_counts_what_was_judged(capsys: pytest.CaptureFixture[str]) -> None:
    main([str(ROOT / "enclave.yaml")])
    seen = json.loads(capsys.readouterr().out)
    assert seen["agreed"] == seen["requests"] > 1000
    assert seen["packed_documents"] >= 2
