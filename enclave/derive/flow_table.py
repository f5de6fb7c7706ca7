"""The declared flows as people and machines read them: a table, JSON, a page."""

import json
from typing import Any

from enclave.console import columns
from enclave.declaration import Declaration
from enclave.derive.connections import connections
from enclave.derive.traffic import traffic

HEADER = ("flow", "from", "to", "port", "over", "owner", "carries", "reason")
PORT_COLUMN = 3


def flow_table(declaration: Declaration) -> str:
    """Every declared flow, one a line, and a line of counts."""
    rows = [HEADER, *_rows(declaration)]
    return f"{columns(rows, right={PORT_COLUMN})}\n\n{counts(declaration)}\n"


def flow_json(declaration: Declaration, *, digest: str) -> str:
    """The same as one JSON object, with what travels as lists."""
    carried = traffic(declaration)
    flows = [
        flow.model_dump(mode="json", by_alias=True)
        | {
            "name": name,
            "functions": list(carried[name].functions),
            "classes": list(carried[name].classes),
        }
        for name, flow in declaration.flows.items()
    ]
    return as_json(digest, {"flows": flows})


def flow_page(declaration: Declaration, *, digest: str, picture: str) -> str:
    """The same as a Markdown page around the map that lies at `picture`."""
    head = "\n".join(
        (
            f"<!-- declaration_digest {digest}; derived, do not edit -->",
            f"# {_cell(declaration.organization.name)}: every declared flow",
            "",
            f"![Map of the enclave: sites, functions, far ends and the flows between]({picture})",
            "",
            "| " + " | ".join(HEADER) + " |",
            "|" + "---|" * len(HEADER),
        )
    )
    rows = "\n".join("| " + " | ".join(map(_cell, row)) + " |" for row in _rows(declaration))
    return f"{head}\n{rows}\n\n{counts(declaration)}\n"


def counts(declaration: Declaration) -> str:
    """One line: how much is declared, and how many connections follow from it."""
    parts = (
        _count(len(declaration.sites), "site"),
        _count(len(declaration.functions), "function"),
        _count(len(declaration.classes), "class", "classes"),
        _count(len(declaration.flows), "flow"),
    )
    derived = sum(connection.flow is None for connection in connections(declaration))
    return f"{', '.join(parts)} declared, no more; {derived} connections follow from structure."


def as_json(digest: str, body: dict[str, Any]) -> str:
    """`body` as readable JSON that names the declaration's digest first."""
    whole = {"declaration_digest": digest} | body
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _rows(declaration: Declaration) -> list[tuple[str, ...]]:
    carried = traffic(declaration)
    return [
        (
            name,
            flow.source,
            flow.target,
            str(flow.port),
            flow.over,
            flow.owner,
            ", ".join(carried[name].classes) or "-",
            flow.reason,
        )
        for name, flow in declaration.flows.items()
    ]


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def _cell(text: str) -> str:
    # A reason is free text: nothing in it may end the cell or start markup.
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace("\\", "\\\\")
    return "".join(f"\\{c}" if c in "|*_`[]" else c for c in safe).replace("\n", " ")
