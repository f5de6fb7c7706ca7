"""Sessions: a tunnel to one place, and an end."""

import json
from typing import Any

from enclave.derive.runner import session_preferences, tunnel_document
from stacks.components.session_documents import SessionDocuments, SessionDocumentsArgs
from tests.stacks.conftest import Recorder

API = "https://0a1b.gr7.eu-central-1.eks.example"


def make_args(**overrides: object) -> SessionDocumentsArgs:
    values: dict[str, Any] = {"tunnel_name": "loom-frankfurt-tunnel", "endpoint": API} | overrides
    return SessionDocumentsArgs(**values)


def read(recorder: Recorder, name: str) -> dict[str, Any]:
    inputs = dict(recorder.inputs(name))
    return inputs | {"content": json.loads(inputs["content"])}


def test_tunnel_is_the_derived_document(recorder: Recorder) -> None:
    recorder.run(lambda: SessionDocuments("sessions", make_args()).tunnel)
    assert read(recorder, "sessions-tunnel") == {
        "name": "loom-frankfurt-tunnel",
        "documentType": "Session",
        "documentFormat": "JSON",
        "content": tunnel_document(API),
        "tags": {"Name": "loom-frankfurt-tunnel"},
    }
    assert recorder.outputs == "loom-frankfurt-tunnel"


def test_preferences_stand_where_session_manager_looks(recorder: Recorder) -> None:
    recorder.run(lambda: SessionDocuments("sessions", make_args()))
    assert read(recorder, "sessions-preferences") == {
        "name": "SSM-SessionManagerRunShell",
        "documentType": "Session",
        "documentFormat": "JSON",
        "content": session_preferences(),
        "tags": {"Name": "SSM-SessionManagerRunShell"},
    }
