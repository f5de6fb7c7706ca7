"""The JSON Schema of a report."""

from collections.abc import Mapping
from typing import Any

from enclave.problems.finding import Severity, State
from enclave.problems.json_form import FORMAT


def report_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of `report_to_json`."""
    text, count = {"type": "string"}, {"type": "integer", "minimum": 0}
    place = {"type": ["integer", "null"], "minimum": 1}
    digest = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    location = _object({"path": text, "line": place, "column": place})
    finding = _object(
        {
            "rule": text,
            "severity": {"enum": [severity.value for severity in Severity]},
            "state": {"enum": [state.value for state in State]},
            "subject": text,
            "location": location,
            "message": text,
            "fix": text,
            "controls": {"type": "array", "items": text},
            "exception": {"type": ["string", "null"]},
            "fingerprint": digest,
        }
    )
    names = ("fail", "error", "covered", "skip", "pass", "looked_at")
    report = _object(
        {
            "format": {"const": FORMAT},
            "title": text,
            "versions": {"type": "object", "additionalProperties": text},
            "declaration_digest": {"type": ["string", "null"]},
            "looked_at": count,
            "exit_code": {"enum": [0, 1, 2]},
            "counts": _object(dict.fromkeys(names, count)),
            "findings": {"type": "array", "items": finding},
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Report of the sovereign enclave kit, version 1",
        **report,
    }


def _object(properties: Mapping[str, object]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
