"""FIPS hosts by name, without a network."""

import socket
from types import SimpleNamespace
from typing import Any

import pytest

from enclave.preflight.checks import fips_hosts
from enclave.problems import State
from tests.enclave.derive.declared import declared

HOST = "kms-fips.eu-central-1.amazonaws.com"


def findings(
    monkeypatch: pytest.MonkeyPatch, answer: list[Any] | OSError
) -> list[tuple[State, str]]:
    def resolve(*_: object, **__: object) -> list[Any]:
        if isinstance(answer, OSError):
            raise answer
        return answer

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    context: Any = SimpleNamespace(
        declaration=declared(),
        site="frankfurt",
        account=SimpleNamespace(answered_by=None),
        file="enclave.yaml",
    )
    return [(each.state, each.message) for each in fips_hosts.CHECK.findings(context)]


def test_a_host_with_an_address_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert findings(monkeypatch, [("address",)]) == []


def test_a_host_without_an_address_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    assert findings(monkeypatch, gone) == [
        (State.FAIL, f"{HOST}, the FIPS host of kms, has no address")
    ]


def test_a_resolver_that_does_not_answer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    ((state, message),) = findings(monkeypatch, silent)
    assert state is State.ERROR
    assert f"{HOST} could not be looked up: Temporary failure in name resolution" in message
