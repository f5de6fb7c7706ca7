"""Verifying chains of audit records: nothing missing, moved, altered or told twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from enclave.problems import Finding, Location, Severity, State
from enclave.records.audit_record import GENESIS, AuditRecord

GAP = "audit-gap"
REORDER = "audit-reorder"
ALTERED = "audit-altered"
FORK = "audit-fork"


@dataclass(frozen=True, kw_only=True)
class Seal:
    """The head of a chain at some moment, kept where the chain's writer cannot change it."""

    chain: str
    sequence: int
    digest: str


def verify_chain(
    records: Iterable[AuditRecord], *, seals: Iterable[Seal] = (), path: str = "audit"
) -> tuple[Finding, ...]:
    """Give a finding for every gap, reorder, alteration and fork, chain by chain.

    Records of several chains may be mixed, but each chain must come in its own order. Without a
    seal the newest record may have been cut off or altered unnoticed; with one it may not. A
    chain may start right after a sealed record, so that a part can be verified alone.
    """
    chains: dict[str, list[AuditRecord]] = {}
    for record in records:
        chains.setdefault(record.chain, []).append(record)
    sealed: dict[str, dict[int, str]] = {}
    for seal in seals:
        sealed.setdefault(seal.chain, {})[seal.sequence] = seal.digest
    findings: list[Finding] = []
    for chain in sorted({*chains, *sealed}):
        check = _Check(chain, chains.get(chain, []), sealed.get(chain, {}), path)
        findings += check.findings()
    return tuple(findings)


@dataclass(frozen=True)
class _Check:
    chain: str
    records: Sequence[AuditRecord]
    seals: Mapping[int, str]
    path: str

    def findings(self) -> list[Finding]:
        by_sequence: dict[int, AuditRecord] = {}
        found: list[Finding] = []
        newest = -1
        for record in self.records:
            if record.sequence in by_sequence:
                found.append(self._finding(FORK, record.sequence, "stands twice"))
                continue
            if record.sequence < newest:
                found.append(self._finding(REORDER, record.sequence, f"stands after {newest}"))
            newest = max(newest, record.sequence)
            by_sequence[record.sequence] = record
        return [*found, *self._gaps(by_sequence), *self._links(by_sequence)]

    def _gaps(self, records: Mapping[int, AuditRecord]) -> list[Finding]:
        first = min(records, default=0)
        start = first if first - 1 in self.seals else 0
        end = max([*records, *self.seals], default=-1)
        found: list[Finding] = []
        expected = start
        for sequence in [*sorted(records), end + 1]:
            if sequence > expected:
                last = sequence - 1
                text = "is missing" if last == expected else f"to {last} are missing"
                found.append(self._finding(GAP, expected, text))
            expected = max(expected, sequence + 1)
        return found

    def _links(self, records: Mapping[int, AuditRecord]) -> list[Finding]:
        found: list[Finding] = []
        for sequence, record in sorted(records.items()):
            before = self._before(records, sequence)
            if before is not None and record.previous != before:
                text = f"does not follow record {sequence - 1}" if sequence else "starts no chain"
                found.append(self._finding(ALTERED, sequence, text))
            if self.seals.get(sequence, record.digest()) != record.digest():
                found.append(self._finding(ALTERED, sequence, "is not the one that was sealed"))
        return found

    def _before(self, records: Mapping[int, AuditRecord], sequence: int) -> str | None:
        """Give the digest that a record must name; None where the record before is missing."""
        if sequence == 0:
            return GENESIS
        before = records.get(sequence - 1)
        return self.seals.get(sequence - 1) if before is None else before.digest()

    def _finding(self, rule: str, sequence: int, text: str) -> Finding:
        return Finding(
            rule=rule,
            severity=Severity.CRITICAL,
            state=State.FAIL,
            subject=f"{self.chain}/{sequence}",
            location=Location(path=self.path),
            message=f"chain {self.chain}, record {sequence} {text}",
            fix="compare with the locked bucket and treat the writer as compromised",
            controls=("AU-9", "AU-10"),
        )
