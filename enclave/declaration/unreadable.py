"""A file of which no declaration can be read, as a report for machines."""

import re

import enclave
from enclave.declaration.tree import RULE
from enclave.problems import Finding, Location, Problem, Report, State

PLACE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]+):(?P<column>[0-9]+)", re.DOTALL)


def unreadable(title: str, problem: Problem) -> Report:
    """Report a failed look: one error, at the place that the problem names."""
    error = Finding(
        rule=RULE.id,
        severity=RULE.severity,
        state=State.ERROR,
        subject="the file",
        location=_location(problem.where),
        message=problem.problem,
        fix=problem.fix,
        controls=RULE.controls,
    )
    versions = {"enclave": enclave.__version__}
    return Report(
        title=title, versions=versions, declaration_digest=None, looked_at=1, findings=(error,)
    )


def _location(where: str) -> Location:
    found = PLACE.fullmatch(where)
    if found is None:
        return Location(path=where)
    return Location(path=found["path"], line=int(found["line"]), column=int(found["column"]))
