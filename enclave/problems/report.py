"""The findings of one look, and how much was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

from enclave.problems.exit_codes import ExitCode
from enclave.problems.finding import Finding, State


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was found, by which versions, on which declaration.

    `looked_at` counts the things examined; a look at nothing is an error, never a pass.
    """

    title: str
    versions: Mapping[str, str]
    declaration_digest: str | None
    looked_at: int
    findings: tuple[Finding, ...]

    @property
    def failures(self) -> tuple[Finding, ...]:
        """Findings that fail and are not covered by an exception."""
        return tuple(f for f in self.findings if f.state is State.FAIL and f.exception is None)

    @property
    def exit_code(self) -> ExitCode:
        """0 clean, 1 failures, 2 errors or nothing looked at; 2 beats 1."""
        if self.looked_at == 0 or any(f.state is State.ERROR for f in self.findings):
            return ExitCode.COULD_NOT_LOOK
        return ExitCode.FINDINGS if self.failures else ExitCode.CLEAN
