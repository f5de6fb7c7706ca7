"""What a rule of the declaration is: its entry in the catalogue, and how it words a finding."""

from dataclasses import dataclass

from enclave.declaration.marks import Marks, Path, dotted
from enclave.problems import Finding, Location, Severity, State


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Id, title (the state that it wants), severity, and the SP 800-53 controls it serves.

    `reads` names the parts of the declaration that a verdict rests on: where one of them could not
    be understood, the rule is not asked, because its answer would be a guess. `exceptable` rules
    are matters of judgement, which the business may decide otherwise for a while; no exception
    covers the others.
    """

    id: str
    title: str
    severity: Severity
    controls: tuple[str, ...]
    reads: frozenset[str] = frozenset()
    exceptable: bool = False

    def on_key(self, marks: Marks, path: Path, message: str, *, fix: str) -> Finding:
        """Word a finding about the thing that the last key of `path` names."""
        return self.finding(
            location=marks.key_at(path), subject=dotted(path), message=message, fix=fix
        )

    def on_value(self, marks: Marks, path: Path, message: str, *, fix: str) -> Finding:
        """Word a finding about the value of `path`."""
        return self.finding(
            location=marks.value_at(path), subject=dotted(path), message=message, fix=fix
        )

    def finding(self, *, location: Location, subject: str, message: str, fix: str) -> Finding:
        """Word a failing result of this rule."""
        return Finding(
            rule=self.id,
            severity=self.severity,
            state=State.FAIL,
            subject=subject,
            location=location,
            message=message,
            fix=fix,
            controls=self.controls,
        )
