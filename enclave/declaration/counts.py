"""How much a declaration says."""

from enclave.declaration.model import Declaration

PARTS = {
    "people": "person",
    "sites": "site",
    "neighbours": "neighbour",
    "classes": "class",
    "sources": "source",
    "callers": "caller",
    "models": "model",
    "functions": "function",
    "flows": "flow",
    "processors": "processor",
    "exceptions": "exception",
}


def counts(declaration: Declaration) -> dict[str, int]:
    """Entries of each part by its name, and the classified fields, in declared order."""
    result: dict[str, int] = {}
    for part in PARTS:
        result[part] = len(getattr(declaration, part))
        if part == "sources":
            sources = declaration.sources.values()
            result["fields"] = sum(len(f) for source in sources for f in source.fields.values())
    return result


def looked_at(declaration: Declaration) -> int:
    """Entries in all; the file itself counts as one, so that a broken one was looked at too."""
    return 1 + sum(counts(declaration).values())


def counted(declaration: Declaration) -> str:
    """Say the counts in one line: `2 sites, 1 function`; parts without entries are left out."""
    return ", ".join(
        f"{number} {part if number != 1 else PARTS.get(part, 'field')}"
        for part, number in counts(declaration).items()
        if number
    )
