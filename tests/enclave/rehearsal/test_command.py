import argparse
import signal
from collections.abc import Iterator

import pytest

from enclave.cli import main, parser
from enclave.rehearsal import verbs


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Leave the signal handlers as they were."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def parse(*words: str) -> argparse.Namespace:
    return parser().parse_args(["rehearse", *words])


def test_several_sites_may_be_asked_for() -> None:
    assert parse("up", "--site", "a", "--site", "b").site == ["a", "b"]


@pytest.mark.parametrize("port", ["0", "65536", "abc", "", "-1", "\u0662\u00b2"])
def test_what_is_no_port_is_wrong_usage(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parse("up", f"--port={port}")
    assert caught.value.code == 2
    told = capsys.readouterr().err
    assert told.endswith(f"argument --port: {port} is no port: 1 to 65535\n")


def test_json_and_unset_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse("env", "--json", "--unset")
    assert "not allowed with" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interruption_ends_with_130_and_says_how_to_go_on(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verbs, "run_up", lambda _: signal.raise_signal(number))
    assert main(["rehearse", "up"]) == 130
    assert capsys.readouterr().err == (
        "interrupted. Fix: enclave rehearse up goes on from here, enclave rehearse down takes"
        " down what stands.\n"
    )


def test_what_nohup_ignores_stays_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    monkeypatch.setattr(verbs, "run_up", lambda _: 0)
    main(["rehearse", "up"])
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse("--help")
    assert 'eval "$(enclave rehearse env)"' in capsys.readouterr().out
