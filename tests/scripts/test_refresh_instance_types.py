import pytest

from scripts.refresh_instance_types import main


def test_the_committed_facts_are_what_the_installed_data_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--dry-run"]) == 0
    assert capsys.readouterr().err == "instance_types.toml: current\n"
