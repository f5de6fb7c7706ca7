"""A report as JSON: for machines, stable and versioned."""

import json

from enclave.problems.json_form import report_to_json
from enclave.problems.report import Report


def render_json(report: Report) -> str:
    """Give the form that `report_schema` describes; ASCII only, so no terminal acts on it."""
    return json.dumps(report_to_json(report), indent=2, ensure_ascii=True) + "\n"
