"""Where the kit keeps what it can make again."""

from pathlib import Path

import pytest

from enclave.tools import cache_dir


def test_follows_xdg_cache_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/cache/ci")

    assert cache_dir() == Path("/var/cache/ci/sovereign-enclave")


@pytest.mark.parametrize("value", ["", "relative/cache"])
def test_without_an_absolute_folder_it_is_in_the_home(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv("XDG_CACHE_HOME", value)

    assert cache_dir() == Path("/home/ada/.cache/sovereign-enclave")
