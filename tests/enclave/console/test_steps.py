"""Steps on a terminal and elsewhere."""

import re
import threading

import pytest

from enclave.console import step, steps


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich then takes stderr for a terminal
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "duration", lambda _: "3 s")


def test_without_a_terminal_a_line_opens_and_closes_the_step(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with step("building pulumi 3.259.0"):
        pass

    captured = capsys.readouterr()
    assert captured.err == "building pulumi 3.259.0 ...\nbuilding pulumi 3.259.0: 3 s\n"
    assert captured.out == ""


def test_a_failed_step_says_so_and_lets_the_exception_pass(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(KeyError), step("work"):
        raise KeyError

    assert capsys.readouterr().err.endswith("work: failed after 3 s\n")


def test_a_long_step_repeats_what_it_is_doing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "HEARTBEAT", 0.001)
    beats = threading.Event()

    def said(_: float) -> str:
        beats.set()
        return "3 s"

    monkeypatch.setattr(steps, "duration", said)

    with step("building") as current:
        current.update("linking")
        for _ in range(2):  # the first may have begun before the update
            beats.clear()
            assert beats.wait(10)

    assert "building: linking, 3 s so far\n" in capsys.readouterr().err


def test_square_brackets_are_text_not_markup(capsys: pytest.CaptureFixture[str]) -> None:
    with step("read [bold]x[/bold]"):
        pass

    assert "read [bold]x[/bold] ..." in capsys.readouterr().err


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_the_lasting_line_is_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    with step("declaring") as current:
        current.update("3 of 9")

    captured = capsys.readouterr()
    assert "declaring: 3 s\n" in captured.err
    assert "declaring ...\n" not in captured.err
    assert captured.out == ""


@pytest.mark.usefixtures("terminal")
def test_steps_share_the_one_live_area(capsys: pytest.CaptureFixture[str]) -> None:
    with step("first"), step("second"):
        pass
    with step("third"):
        pass

    lasting = re.findall(r"(first|second|third): 3 s", capsys.readouterr().err)
    assert lasting == ["second", "first", "third"]
