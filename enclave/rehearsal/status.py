"""What stands and what went, in words."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from enclave.console import columns, packed
from enclave.rehearsal.down import Removal
from enclave.rehearsal.standing import Standing

MEGABYTE = 1_000_000
LISTED_WIDTH = 80  # cells beside a stack's name: a line has 100


def text(found: Standing) -> str:
    """Return what stands for a person."""
    return columns(list(_rows(found)))


def plain(found: Standing) -> dict[str, Any]:
    """Return what stands for a machine."""
    return {
        "up": True,
        "moto": {"url": found.note.server.url, "pid": found.note.server.pid},
        "stand_ins": list(found.note.stand_ins),
        "stacks": dict(found.resources),
        "recorded": [{"urn": entry.urn, "type": entry.type} for entry in found.recorded],
        "interrupted": found.interrupted,
        "folder": str(found.folder),
    }


def _rows(found: Standing) -> Iterator[tuple[str, str]]:
    server = found.note.server
    for stack, count in found.resources.items():
        yield stack, f"{count} resources"
    yield "answered by", f"moto at {server.url} (pid {server.pid}), not AWS"
    if found.note.stand_ins:
        yield "stand-ins", ", ".join(found.note.stand_ins)
    if found.recorded:
        kinds = Counter(entry.type for entry in found.recorded)
        yield "recorded", f"{len(found.recorded)}, which moto lacks:"
        listed = [f"{count} {kind}" for kind, count in kinds.items()]
        yield from (("", line) for line in packed(listed, width=LISTED_WIDTH))
    if found.interrupted:
        yield "half done", f"{found.interrupted} operations; enclave rehearse up ends them"
    yield "folder", str(found.folder)


def removal_text(removal: Removal, *, dry: bool) -> str:
    """Return what went, or would go, for a person."""
    went = "would go" if dry else "gone"
    return "\n".join(
        (
            columns([(name, f"{what} {went}".strip()) for name, what in _removed(removal)]),
            *_remarks(removal),
            *removal.problems,
        )
    )


def removal_plain(removal: Removal) -> dict[str, Any]:
    """Return what went, or would go, for a machine."""
    return {
        "removed": {
            "stacks": {outcome.stack: outcome.gone for outcome in removal.outcomes},
            "moto": removal.server.url if removal.server else None,
            "folder": str(removal.folder),
            "bytes": removal.size,
        },
        "keys_pending_deletion": removal.keys_pending,
        "not_destroyed": removal.not_destroyed,
        "problems": list(removal.problems),
    }


def _removed(removal: Removal) -> Iterator[tuple[str, str]]:
    for outcome in removal.outcomes:
        yield outcome.stack, f"{outcome.gone} resources"
    if removal.server is not None:
        yield "moto", f"{removal.server.url} (pid {removal.server.pid})"
    yield "folder", f"{removal.folder} ({removal.size / MEGABYTE:.1f} MB)"


def _remarks(removal: Removal) -> Iterator[str]:
    if removal.not_destroyed is not None:
        yield f"Nothing was destroyed by the engine: {removal.not_destroyed}."
    if removal.keys_pending:
        yield (
            f"{removal.keys_pending} keys ended pending deletion, as AWS would keep them; moto,"
            " which played AWS, forgot them when it ended."
        )
