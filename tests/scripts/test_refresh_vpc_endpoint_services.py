import pytest

from scripts.refresh_vpc_endpoint_services import main


@pytest.mark.slow  # moto builds its catalogue anew for each region
def test_the_committed_facts_are_what_the_installed_data_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--dry-run"]) == 0
    assert capsys.readouterr().err == "vpc_endpoint_services.toml: current\n"
