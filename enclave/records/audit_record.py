"""The audit record, version 1: one per decision of the door, chained so that none can vanish."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field

from enclave.problems import Problem
from enclave.records.canonical import canonical_bytes, parse_canonical
from enclave.records.reading import STRICT, Digest, Number, Words, read_json, schema_of

GENESIS = "0" * 64  # what the first record of a chain names as the one before it
TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$"


class Direction(StrEnum):
    """Which way the body went; both are inspected."""

    REQUEST = "request"
    RESPONSE = "response"


class Verdict(StrEnum):
    """What the door decided; `error` means that it could not decide, and let nothing through."""

    ALLOW = "allow"
    MASK = "mask"
    DENY = "deny"
    ERROR = "error"


@dataclass(frozen=True, kw_only=True)
class AuditRecord:
    """Who asked what of whom, what was in it, and what became of it; never the content itself.

    `time` is UTC with microseconds (`now_text`), `chain` one replica, `sequence` counts its
    records from 0, `previous` is the digest of the record before or `GENESIS`. `classes` were
    recognised; `passed`, `masked` and `dropped` are fields. `body_bytes` and `tokens` measure the
    body, `body_hmac` is its HMAC-SHA-256 under the audit key. `rules` made the verdict, `policy`
    is the digest of the compiled rules in force.
    """

    __pydantic_config__ = STRICT

    version: Literal[1] = 1
    time: Annotated[str, Field(pattern=TIME)]
    chain: Words
    sequence: Number
    previous: Digest
    request: Words
    caller: Words
    function: Words
    model: Words | None
    direction: Direction
    classes: tuple[Words, ...]
    passed: tuple[Words, ...]
    masked: tuple[Words, ...]
    dropped: tuple[Words, ...]
    body_bytes: Number
    tokens: Number
    rules: tuple[Words, ...]
    verdict: Verdict
    policy: Digest
    body_hmac: Digest

    def canonical(self) -> bytes:
        """Give the bytes that are stored, digested and compared."""
        return canonical_bytes(vars(self))

    def digest(self) -> str:
        """Give the SHA-256 that the next record names."""
        return hashlib.sha256(self.canonical()).hexdigest()


def now_text(moment: datetime) -> str:
    """Write a moment as a record does; raises `Problem` for one without a time zone."""
    if moment.tzinfo is None:
        fix = "use a time zone"
        raise Problem(where="audit record", problem="time without a zone", fix=fix)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_audit_record(data: bytes, where: str) -> AuditRecord:
    """Read a stored record; raises `Problem` unless the bytes are canonical and typed."""
    parse_canonical(data, where)
    record = read_json(data, AuditRecord, where)
    if record.canonical() != data:  # a default was left out
        raise Problem(where=where, problem="lacks version", fix="read the bytes as written")
    return record


def audit_record_schema() -> dict[str, Any]:
    """Give the JSON Schema of a record."""
    return schema_of(AuditRecord, "Audit record of the sovereign enclave kit, version 1")
