"""ENCLAVE_LOCKED_WEIGHTS: weights are exactly those of artefacts.lock."""

import pytest

from enclave.problems import Problem
from tests.enclave.declaration.factories import said_of

LOCK = """version = 1
[[artefact]]
name = "ranker-v1"
kind = "weight"
version = "1"
sha256 = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
source = "Twill"
licence = "Twill internal"
[[artefact]]
name = "writer-v1"
kind = "weight"
version = "1"
sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
source = "Twill"
licence = "Apache-2.0"
"""


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
