from pathlib import Path

import pytest

from enclave.problems import Problem
from tests.judges.iam import installation


def program(folder: Path, name: str, says: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{says}\n", encoding="utf-8")
    path.chmod(0o755)


def refused(call: object) -> str:
    with pytest.raises(Problem) as caught:
        call()  # type: ignore[operator]
    return str(caught.value)


def test_no_node_is_an_error_with_its_fix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(installation.node) == (
        "node is not on PATH, and the judge runs on it. Fix: apt-get install nodejs npm."
    )


def test_an_old_node_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "node", "echo v16.20.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(installation.node).endswith(
        "is v16.20.0, and the judge needs 18 or newer. Fix: apt-get install nodejs npm."
    )


def test_no_npm_is_an_error_where_nothing_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert refused(installation.package_folder) == (
        "npm is not on PATH, and installs the judge. Fix: apt-get install nodejs npm."
    )


def test_what_npm_refuses_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "npm", "echo 'npm error EINTEGRITY' >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    told = refused(installation.package_folder)
    assert "ended with 1: npm error EINTEGRITY" in told
    assert list((tmp_path / "cache" / "sovereign-enclave" / "judges").iterdir()) == []


def test_the_lock_has_hashes_and_no_addresses() -> None:
    lock = (installation.HERE / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity": "sha512-' in lock
    assert "://" not in lock
