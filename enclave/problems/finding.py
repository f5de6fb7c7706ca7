"""One result of looking at one thing under one rule."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from enclave.problems.wording import one_line, sentence


class Severity(StrEnum):
    """How bad a failing result is; a property of findings only (data classes have grades)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class State(StrEnum):
    """Result of a rule; `error` means that it could not look, which is never a pass."""

    FAIL = "fail"
    PASS = "pass"  # noqa: S105  a state, no password
    SKIP = "skip"
    ERROR = "error"


@dataclass(frozen=True, kw_only=True)
class Location:
    """A place in a file, counted from 1; without a line it means the whole file."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(
            str(part) for part in (self.path, self.line, self.column) if part is not None
        )


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a rule says of a subject: where, what, fix."""

    rule: str
    severity: Severity
    state: State
    subject: str
    location: Location
    message: str
    fix: str
    controls: tuple[str, ...] = ()
    exception: str | None = None

    @property
    def fingerprint(self) -> str:
        """SHA-256 of rule, subject and path: stays the same when lines move."""
        parts = f"{self.rule}\0{self.subject}\0{self.location.path}"
        # A path that is no valid UTF-8 reaches Python with lone surrogates: it still has a digest.
        return hashlib.sha256(parts.encode(errors="surrogatepass")).hexdigest()

    @property
    def order(self) -> tuple[str, int, int, str, str, str]:
        """Sort key of every report: file, line, column, rule, subject, message."""
        place = self.location
        return (
            place.path,
            place.line or 0,
            place.column or 0,
            self.rule,
            self.subject,
            self.message,
        )

    def __str__(self) -> str:
        """One line: where, what, fix; whatever the parts contain."""
        where = one_line(str(self.location))
        return f"{where} {sentence(self.message)} Fix: {sentence(self.fix)}"
