"""Load a declaration: read, typed and judged, with every problem at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import enclave
from enclave.declaration.context import Context
from enclave.declaration.counts import looked_at
from enclave.declaration.digest import declaration_digest
from enclave.declaration.form import Typed, read_form
from enclave.declaration.marks import Marks
from enclave.declaration.model import Declaration
from enclave.declaration.rules import catalog, check_all, unknown_names
from enclave.declaration.source import read_source
from enclave.declaration.suppression import suppress
from enclave.declaration.tree import Tree, read_tree
from enclave.declaration.unknown import mend
from enclave.facts.overdue import RULE as FACT_OVERDUE
from enclave.facts.overdue import overdue
from enclave.problems import ExitCode, Finding, Problem, Report


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What a file says and what is wrong with it; without declaration it could not be understood.

    A declaration is there as soon as every value has its form: whether it may be used is what the
    report says.
    """

    declaration: Declaration | None
    source: Marks
    report: Report


class InvalidDeclaration(Problem):
    """A declaration that has findings; as text it is one line for each, and one that counts."""

    exit_code = ExitCode.FINDINGS

    def __init__(self, report: Report) -> None:
        count = len(report.failures)
        super().__init__(
            where=report.title,
            problem=f"has {count} problem{'' if count == 1 else 's'}",
            fix=f"mend {'it' if count == 1 else 'them'}, see enclave validate",
        )
        self.report = report

    def __str__(self) -> str:
        """Every finding, because whoever stops here wants to mend all at once."""
        return "\n".join((*map(str, self.report.failures), super().__str__()))


def load(path: Path, *, today: date) -> Loaded:
    """Read and judge a declaration as of a day.

    Raises Problem if the file cannot be read or is no YAML; everything else is in the report.
    """
    tree = read_tree(read_source(path), str(path))
    typed = read_form(tree)
    context = Context(
        declaration=typed.declaration,
        marks=tree.marks,
        today=today,
        folder=path.parent,
        rules=catalog(),
        broken=typed.broken,
    )
    findings = (
        *tree.findings,
        *typed.findings,
        *suppress(check_all(context, _mended(context, tree)), context),
        *overdue(today),
    )
    return Loaded(
        declaration=None if typed.broken else typed.declaration,
        source=tree.marks,
        report=_report(path, typed, findings),
    )


def load_valid(path: Path, *, today: date) -> Declaration:
    """Read a declaration that may be used. Raises InvalidDeclaration, or Problem as `load` does.

    An overdue fact is a finding of the report, but no reason to refuse: it is the kit that must be
    brought up to date, and on a bad day nobody waits for that.
    """
    loaded = load(path, today=today)
    wrong = [finding for finding in loaded.report.failures if finding.rule != FACT_OVERDUE]
    if loaded.declaration is None or wrong:
        raise InvalidDeclaration(loaded.report)
    return loaded.declaration


def _mended(context: Context, tree: Tree) -> Context:
    """The context with mistyped names as they were meant, and the parts that no guess helps."""
    unknown = unknown_names(context)
    context = replace(context, missed=frozenset(n.part for n in unknown if n.meant is None))
    names = [name for name in unknown if name.meant is not None]
    if not names:
        return context
    for name in names:
        if name.is_key and name.meant is not None:
            tree.marks.rename(name.path, name.meant)
    mended = read_form(Tree(marks=tree.marks, data=mend(tree.data, names)))
    return replace(context, declaration=mended.declaration)


def _report(path: Path, typed: Typed, findings: Iterable[Finding]) -> Report:
    return Report(
        title=str(path),
        versions={"enclave": enclave.__version__},
        declaration_digest=None if typed.broken else declaration_digest(typed.declaration),
        looked_at=looked_at(typed.declaration),
        findings=tuple(findings),
        rules={rule.id: rule.title for rule in catalog()},
    )
