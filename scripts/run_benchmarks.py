"""Measure every budget in one run and write docs/benchmarks.md.

example: python -m scripts.run_benchmarks --only declaration
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from scripts.process_tree import Run, watch

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
MEGABYTE = 1_000_000
GRAPH_SIZES = (250, 500, 1000, 2000)
POLICIES_WITHIN = 10  # seconds
LINEAR_WITHIN = 1.5  # seconds per 100 resources at the largest size, over those at the smallest


@dataclass(frozen=True, kw_only=True)
class Row:
    """One measured figure beside its budget."""

    what: str
    measured: str
    budget: str
    held: bool


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmarks; exit 1 when a budget does not hold."""
    parser = argparse.ArgumentParser(
        description="Measure every budget in one run and write docs/benchmarks.md.",
        epilog="example: python -m scripts.run_benchmarks --only declaration",
    )
    parser.add_argument("--only", choices=BENCHMARKS, help="one of them; writes no page")
    only = parser.parse_args(argv).only
    rows: list[Row] = []
    for name, benchmark in BENCHMARKS.items():
        if only in (None, name):
            sys.stderr.write(f"measuring: {name}\n")
            rows += benchmark()
    table = render(rows)
    sys.stdout.write(table)
    if only is None:
        PAGE.write_text(page(table), encoding="utf-8")
    return 0 if all(row.held for row in rows) else 1


def measure_declaration() -> list[Row]:
    """Load, validate and derive 200 functions and 2,000 fields."""
    with tempfile.TemporaryDirectory() as folder:
        declaration = Path(folder, "enclave.yaml")
        size = ("--functions", "200", "--fields", "2000")
        declaration.write_bytes(_python("-m", "scripts.generate_declaration", *size))
        seen = json.loads(_python("-m", "scripts.measure_declaration", str(declaration)))
    seconds, peak = seen["load_seconds"] + seen["derive_seconds"], seen["peak_bytes"]
    what = f"load, validate, derive {seen['functions']} functions, {seen['fields']} fields"
    return [
        Row(what=f"{what}: time", measured=f"{seconds:.2f} s", budget="1 s", held=seconds < 1),
        Row(
            what=f"{what}: memory",
            measured=f"{peak / MEGABYTE:.0f} MB",
            budget="200 MB",
            held=peak < 200 * MEGABYTE,
        ),
    ]


def measure_graph() -> list[Row]:
    """Construct the program's graph at growing sizes, without an engine."""
    per_hundred = {}
    for size in GRAPH_SIZES:
        seen = json.loads(_python("-m", "scripts.measure_graph", "--resources", str(size)))
        per_hundred[size] = 100 * seen["seconds"] / seen["resources"]
    ratio = per_hundred[GRAPH_SIZES[-1]] / per_hundred[GRAPH_SIZES[0]]
    measured = ", ".join(f"{s:.2f} s at {size}" for size, s in per_hundred.items())
    return [
        Row(what="graph construction per 100 resources", measured=measured, budget="", held=True),
        Row(
            what="graph construction: last over first",
            measured=f"{ratio:.2f}",
            budget=f"linear: at most {LINEAR_WITHIN}",
            held=ratio <= LINEAR_WITHIN,
        ),
    ]


def measure_policies() -> list[Row]:
    """Pack the organization's policies and judge the example's request matrix."""
    seen = json.loads(_python("-m", "scripts.measure_policies", "enclave.yaml"))
    seconds = seen["pack_seconds"] + seen["matrix_seconds"]
    what = f"pack policies, judge {seen['requests']:,} requests over {seen['documents']} documents"
    held = seconds < POLICIES_WITHIN
    return [Row(what=what, measured=f"{seconds:.1f} s", budget=f"{POLICIES_WITHIN} s", held=held)]


def measure_rehearsal() -> list[Row]:
    """Stand a copy of the project up from cached tools, again unchanged, and take it down."""
    with tempfile.TemporaryDirectory() as folder:
        project = _copy_project(Path(folder, "project"))
        _enclave(project, "rehearse", "up")  # builds what is not cached; not measured
        _enclave(project, "rehearse", "down")
        first = _enclave(project, "rehearse", "up")
        again = _enclave(project, "rehearse", "up")
        down = _enclave(project, "rehearse", "down")
    peak = max(first.peak_bytes, again.peak_bytes)
    return [
        _timed("`make up` from cached tools to the table", first, 30),
        _timed("`make up` again, 0 changed", again, 30),
        _timed("`make down`", down, 30),
        Row(
            what="process tree of `make up`",
            measured=f"{peak / MEGABYTE:.0f} MB",
            budget="1,500 MB",
            held=peak < 1500 * MEGABYTE,
        ),
    ]


def _timed(what: str, run: Run, budget: int) -> Row:
    return Row(
        what=what,
        measured=f"{run.seconds:.1f} s",
        budget=f"{budget} s",
        held=run.exit_code == 0 and run.seconds < budget,
    )


def _copy_project(target: Path) -> Path:
    target.mkdir()
    for name in ("Pulumi.yaml", "enclave.yaml", "artefacts.lock"):
        shutil.copy(ROOT / name, target / name)
    shutil.copytree(ROOT / "stacks", target / "stacks")
    return target


def _enclave(project: Path, *arguments: str) -> Run:
    command = [sys.executable, "-m", "enclave", *arguments]
    run = watch(command, cwd=project, environment=_environment())
    if run.exit_code != 0:
        sys.stderr.write(run.output)
    return run


def _environment() -> Mapping[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _python(*arguments: str) -> bytes:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return done.stdout


def render(rows: Sequence[Row]) -> str:
    """The figures as a Markdown table."""
    head = "| What | Measured | Budget | Held |\n|---|---|---|---|\n"
    return head + "".join(
        f"| {row.what} | {row.measured} | {row.budget or '-'} | {'yes' if row.held else 'NO'} |\n"
        for row in rows
    )


def page(table: str) -> str:
    """The page that users read: figures with machine and date."""
    memory = psutil.virtual_memory().total / 2**30
    machine = f"{os.cpu_count()} cores, {memory:.0f} GiB of memory"
    today = datetime.now(UTC).date()
    return (
        "# Benchmarks\n\nWritten by `make bench`; budgets are those of the design. "
        f"Measured on {today}, {machine}, Python {sys.version.split()[0]}.\n\n{table}\n"
        "Memory is proportional set size (a shared page counts once), summed over the command and "
        "everything it started, sampled ten times a second.\n"
    )


BENCHMARKS: Mapping[str, Callable[[], list[Row]]] = {
    "declaration": measure_declaration,
    "graph": measure_graph,
    "policies": measure_policies,
    "rehearsal": measure_rehearsal,
}

if __name__ == "__main__":
    sys.exit(main())
