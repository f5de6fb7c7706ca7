"""One check of preflight: what it looks at, and how it says what it found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from enclave.account import Account
from enclave.declaration.model import Declaration
from enclave.declaration.model.sites import AwsPlacement
from enclave.derive.placement import cloud_placement
from enclave.problems import Finding, Location, Problem, Severity, State


@dataclass(frozen=True, kw_only=True)
class Context:
    """A site of a declaration, its account, and the day; `file` is where findings point."""

    declaration: Declaration
    site: str
    account: Account
    today: date
    file: str

    @property
    def placement(self) -> AwsPlacement:
        """Where the site stands."""
        return cloud_placement(self.declaration, self.site)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a check has to say of one subject: what is wrong, and what mends it.

    `state` is SKIP for what cannot be asked here at all, with the reason as `message`.
    """

    subject: str
    message: str
    fix: str
    state: State = State.FAIL


@dataclass(frozen=True, kw_only=True)
class Check:
    """A check; `look` raises Problem where it could not look, which is never a pass."""

    id: str
    title: str
    severity: Severity
    look: Callable[[Context], Iterator[Said]]

    def findings(self, context: Context) -> tuple[Finding, ...]:
        """What it found; an error where it could not look, with what was found before that."""
        found: list[Finding] = []
        try:
            found.extend(self._finding(context, said) for said in self.look(context))
        except Problem as problem:
            said = Said(
                subject=self.title,
                message=f"{self.title}: could not look: {problem.where} {problem.problem}",
                fix=problem.fix,
                state=State.ERROR,
            )
            found.append(self._finding(context, said))
        return tuple(found)

    def _finding(self, context: Context, said: Said) -> Finding:
        return Finding(
            rule=self.id,
            severity=self.severity,
            state=said.state,
            subject=f"sites.{context.site}: {said.subject}",
            location=Location(path=context.file),
            message=said.message,
            fix=said.fix,
        )
