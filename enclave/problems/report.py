"""The findings of one look, and how much was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from enclave.problems.exit_codes import ExitCode
from enclave.problems.finding import Finding, Location, Severity, State

NOTHING_LOOKED_AT = "nothing-looked-at"


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was found, by which versions, on which declaration.

    `looked_at` counts the things examined; a look at nothing is an error, never a pass.
    `versions` maps a tool's name to its version: the kit itself is `enclave`. `rules` says by id
    what a rule wants, for views that show it beside its findings; no part of the record itself.
    """

    title: str
    versions: Mapping[str, str]
    declaration_digest: str | None
    looked_at: int
    findings: tuple[Finding, ...]
    rules: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def results(self) -> tuple[Finding, ...]:
        """What every renderer shows: the findings in order, and an error for a look at nothing."""
        missing = () if self.looked_at else (self._nothing_looked_at(),)
        return tuple(sorted((*self.findings, *missing), key=lambda finding: finding.order))

    @property
    def failures(self) -> tuple[Finding, ...]:
        """Findings that fail and are not covered by an exception."""
        return tuple(f for f in self.results if f.state is State.FAIL and f.exception is None)

    @property
    def covered(self) -> tuple[Finding, ...]:
        """Findings that fail and are covered by an exception."""
        return tuple(f for f in self.results if f.state is State.FAIL and f.exception is not None)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Where the look itself failed; an exception never covers this."""
        return tuple(f for f in self.results if f.state is State.ERROR)

    @property
    def exit_code(self) -> ExitCode:
        """0 clean, 1 failures, 2 errors or nothing looked at; 2 beats 1."""
        if self.errors:
            return ExitCode.COULD_NOT_LOOK
        return ExitCode.FINDINGS if self.failures else ExitCode.CLEAN

    def _nothing_looked_at(self) -> Finding:
        return Finding(
            rule=NOTHING_LOOKED_AT,
            severity=Severity.CRITICAL,
            state=State.ERROR,
            subject=self.title,
            location=Location(path=self.title),
            message="nothing was looked at",
            fix="name something that exists to look at",
        )
