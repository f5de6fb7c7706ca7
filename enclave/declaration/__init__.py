"""The declaration: `enclave.yaml`, read with its marks, judged by its rules."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enclave.declaration.digest import declaration_digest
    from enclave.declaration.loading import InvalidDeclaration, Loaded, load, load_valid
    from enclave.declaration.model import Declaration

__all__ = [
    "Declaration",
    "InvalidDeclaration",
    "Loaded",
    "declaration_digest",
    "load",
    "load_valid",
]

_HOMES = {
    "Declaration": "enclave.declaration.model",
    "InvalidDeclaration": "enclave.declaration.loading",
    "Loaded": "enclave.declaration.loading",
    "declaration_digest": "enclave.declaration.digest",
    "load": "enclave.declaration.loading",
    "load_valid": "enclave.declaration.loading",
}


def __getattr__(name: str) -> object:
    """Import on first use: `enclave --help` passes here and must not wait for pydantic."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib  # noqa: PLC0415  only on the way to what is imported late

    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
