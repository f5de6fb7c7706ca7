"""The printed proof of a rehearsal: what was declared, what answered, how long it took."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from enclave.console import columns, duration, packed
from enclave.declaration.counts import PARTS, counts
from enclave.declaration.model import Declaration
from enclave.problems import ExitCode
from enclave.rehearsal.aws.recorded import Recorded
from enclave.rehearsal.demonstrate import Demonstration
from enclave.rehearsal.note import Note
from enclave.rehearsal.organization import STACK
from enclave.rehearsal.outcome import Outcome
from enclave.rehearsal.own_command import as_typed
from enclave.rehearsal.sites import CloudSite
from enclave.tools import Origin, Tool

NUMBERS = (1, 2, 3)  # columns of the layer table that hold figures
FAILURES_SHOWN = 10
PROOF_WIDTH = 89  # cells beside the labels: a line has 100
NEXT = (
    "{enclave} flows",
    'eval "$({enclave} rehearse env)"; pulumi preview',
    "{enclave} rehearse down",
)
FIX = "{enclave} rehearse down, then up; pulumi up --refresh restores what is missing or changed"


@dataclass(frozen=True, kw_only=True)
class Result:
    """Everything that a run of `up` saw."""

    declaration: Declaration
    sites: Sequence[CloudSite]
    tools: Sequence[Tool]
    note: Note
    outcomes: Sequence[Outcome]
    recorded: Sequence[Recorded]
    demonstration: Demonstration
    again: bool
    seconds: float

    @property
    def changed(self) -> int:
        """Resources that this run created, changed or deleted."""
        return sum(outcome.changed for outcome in self.outcomes)

    @property
    def exit_code(self) -> ExitCode:
        """1 when a declared connection did not show, or an undeclared one did."""
        return ExitCode.FINDINGS if self.demonstration.failures else ExitCode.CLEAN


def text(result: Result) -> str:
    """Return the proof for a person."""
    return "\n".join(
        (
            _title(result),
            _facts(result),
            "",
            _layers(result),
            "",
            *_shown(result),
            _last(result),
            _next(result),
        )
    )


def plain(result: Result) -> dict[str, Any]:
    """Return the proof for a machine."""
    return {
        "title": _title(result),
        "declared": counts(result.declaration),
        "tools": [
            {"name": tool.name, "version": tool.version, "origin": str(tool.origin)}
            for tool in result.tools
        ],
        "moto": result.note.server.url,
        "stand_ins": list(result.note.stand_ins),
        "layers": [
            {
                "stack": outcome.stack,
                "all": outcome.all,
                "new": outcome.new,
                "changed": outcome.changed,
                "seconds": round(outcome.seconds, 1),
                "recorded_only": _recorded(result, outcome.stack),
            }
            for outcome in result.outcomes
        ],
        "demonstration": {
            "rows": [
                {"label": row.label, "items": list(row.items)} for row in result.demonstration.rows
            ],
            "failures": list(result.demonstration.failures),
        },
        "again": result.again,
        "changed": result.changed,
        "seconds": round(result.seconds, 1),
    }


def _title(result: Result) -> str:
    names = ", ".join(site.name for site in result.sites)
    organization = result.declaration.organization.name
    return f"{organization}: {names}, rehearsed on this machine, no cloud account"


def _facts(result: Result) -> str:
    tools = "; ".join(f"{tool.name} {tool.version}, {_origin(tool)}" for tool in result.tools)
    rows = [("tools", tools), ("declared", f"{_declared(result.declaration)}, no more")]
    if result.note.stand_ins:
        rows.append(("stand-ins", f"{', '.join(result.note.stand_ins)}; not the official ones"))
    return columns(rows)


def _origin(tool: Tool) -> str:
    match tool.origin:
        case Origin.PATH:
            return "from PATH"
        case Origin.CACHE:
            return "cached"
        case Origin.BUILT:
            return f"built in {duration(tool.seconds)}"


def _declared(declaration: Declaration) -> str:
    number = counts(declaration)
    parts = ("sites", "functions", "flows")
    return ", ".join(f"{number[p]} {p if number[p] != 1 else PARTS[p]}" for p in parts)


def _layers(result: Result) -> str:
    rows = [("layer", "all", "new", "time", "answered by")]
    rows += [_layer(result, outcome) for outcome in result.outcomes]
    return columns(rows, right=NUMBERS)


def _layer(result: Result, outcome: Outcome) -> tuple[str, str, str, str, str]:
    alone = sum(each.stack != STACK for each in result.outcomes) == 1
    layer = outcome.stack.rpartition("-")[2] if alone else outcome.stack
    recorded = _recorded(result, outcome.stack)
    answered = f"moto; {recorded} recorded only" if recorded else "moto"
    return (layer, str(outcome.all), str(outcome.new), duration(outcome.seconds), answered)


def stack_of_urn(urn: str) -> str:
    """Return the stack in a URN, `urn:pulumi:STACK::...`."""
    return urn.split(":", 3)[2]


def _recorded(result: Result, stack: str) -> int:
    return sum(stack_of_urn(entry.urn) == stack for entry in result.recorded)


def _shown(result: Result) -> Iterator[str]:
    failures = result.demonstration.failures
    lines = [*_proof(result.demonstration)]
    for failure in failures[:FAILURES_SHOWN]:
        wrapped = wrap(failure, PROOF_WIDTH, break_long_words=False, break_on_hyphens=False)
        lines += _labelled("failed", wrapped)
    if len(failures) > FAILURES_SHOWN:
        more = len(failures) - FAILURES_SHOWN
        lines.append(("", f"and {more} more: enclave rehearse up --json"))
    yield columns(lines)
    yield ""


def _proof(demonstration: Demonstration) -> Iterator[tuple[str, str]]:
    """Every label once, on the first of its lines."""
    last = ""
    for row in demonstration.rows:
        for text in packed(row.items, width=PROOF_WIDTH):
            yield ("" if row.label == last else row.label, text)
            last = row.label


def _labelled(label: str, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The label once, on the first line."""
    for index, line in enumerate(lines):
        yield ("" if index else label, line)


def _next(result: Result) -> str:
    """What to type now: after a failure, only what heals it."""
    if result.demonstration.failures:
        # `up` alone asks nobody about what the state already holds.
        return f"fix        {FIX.format(enclave=as_typed())}"
    typed = [line.format(enclave=as_typed()) for line in NEXT]
    return columns([(f"{label:9}", line) for label, line in _labelled("next", typed)])


def _last(result: Result) -> str:
    took, failed = duration(result.seconds), len(result.demonstration.failures)
    if failed:
        things = "1 thing is" if failed == 1 else f"{failed} things are"
        return f"Failed in {took}: {things} not as declared."
    return f"Again in {took}: {result.changed} changed." if result.again else f"Up in {took}."
