"""The digest by which everything derived names its declaration."""

from enclave.declaration.model import Declaration
from enclave.records.canonical import digest


def declaration_digest(declaration: Declaration) -> str:
    """SHA-256, in hex, of the canonical JSON of the typed declaration.

    Comments, spacing, quoting, the order of keys and spelled-out defaults do not change it; every
    value does, and so does the order of list items, because zones and callers are ordered.
    """
    return digest(declaration.model_dump(mode="json", by_alias=True))
