import pytest

from scripts import run_benchmarks
from scripts.run_benchmarks import Row, main, page, render


def make_row(*, held: bool) -> Row:
    return Row(what="time to load", measured="2.00 s", budget="1 s", held=held)


def test_a_budget_that_does_not_hold_is_said_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        run_benchmarks, "BENCHMARKS", {"declaration": lambda: [make_row(held=False)]}
    )
    assert main(["--only", "declaration"]) == 1
    assert "| time to load | 2.00 s | 1 s | NO |" in capsys.readouterr().out


def test_a_budget_that_holds_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        run_benchmarks, "BENCHMARKS", {"declaration": lambda: [make_row(held=True)]}
    )
    assert main(["--only", "declaration"]) == 0


def test_the_page_names_machine_and_date() -> None:
    text = page(render([make_row(held=True)]))
    assert "Measured on 20" in text
    assert "cores" in text
    assert "| time to load |" in text
