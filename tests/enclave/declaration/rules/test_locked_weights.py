"""ENCLAVE_LOCKED_WEIGHTS: weights are exactly those of artefacts.lock."""

from pathlib import Path

import pytest

from enclave.declaration import load
from enclave.problems import Problem
from tests.enclave.declaration.factories import LOCK, TODAY, VALID, said_of

MISSING = (
    "cloud is production and serves writer, but no artefacts.lock stands beside the declaration. "
    "Fix: lock the weights in artefacts.lock."
)


def test_accepts_weights_that_are_locked() -> None:
    assert said_of(lock=LOCK) == []


def test_refuses_another_digest() -> None:
    assert said_of(lock=LOCK.replace("9f86d081", "0e86d081")) == [
        (
            "artefacts.lock says 0e86d081884c... of writer-v1, not 9f86d081884c... "
            "Fix: find out which file is the real one."
        )
    ]


def test_refuses_another_licence() -> None:
    assert said_of(lock=LOCK.replace("Apache-2.0", "MIT")) == [
        "artefacts.lock says licence MIT of writer-v1, not Apache-2.0. Fix: MIT."
    ]


def test_refuses_weights_that_are_not_locked() -> None:
    lock = LOCK.partition('[[artefact]]\nname = "writer')[0]
    assert said_of(lock=lock) == [
        "artefacts.lock has no weight writer-v1. Fix: add it to artefacts.lock."
    ]


def test_refuses_locked_weights_that_no_model_uses() -> None:
    lines = said_of(("file: writer-v1", "file: writer-v2"), lock=LOCK)
    assert any("no model uses the weight writer-v1" in line for line in lines)


def test_an_unreadable_lock_stops_the_look() -> None:
    with pytest.raises(Problem, match="is not TOML"):
        said_of(lock="{")


def test_production_refuses_to_serve_weights_that_nothing_locks() -> None:
    assert said_of(lock=None) == [MISSING]


def test_a_canary_may_serve_weights_that_nothing_locks_yet() -> None:
    assert said_of(("use: production", "use: canary"), lock=None) == []


@pytest.mark.parametrize("target", ["artefacts.lock", "nowhere"])
def test_a_link_that_leads_nowhere_is_no_missing_lock(tmp_path: Path, target: str) -> None:
    (tmp_path / "enclave.yaml").write_text(VALID.replace("use: production", "use: canary"))
    (tmp_path / "artefacts.lock").symlink_to(target)
    with pytest.raises(Problem, match=r"artefacts\.lock cannot be read"):
        load(tmp_path / "enclave.yaml", today=TODAY)
