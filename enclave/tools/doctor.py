"""Prints a diagnosis."""

import json
import sys

from enclave.console import columns
from enclave.problems import ExitCode
from enclave.tools.diagnosis import Diagnosis, Entry, diagnose

_GIB = 1 << 30


def print_diagnosis(*, as_json: bool) -> ExitCode:
    """Look and print; 0 if every tool is there or can be built, else 2."""
    diagnosis = diagnose()
    if as_json:
        sys.stdout.write(json.dumps(diagnosis.as_json(), indent=2) + "\n")
    else:
        sys.stdout.write(table(diagnosis))
        sys.stderr.writelines(f"{fix}\n" for fix in diagnosis.fixes)
    return ExitCode.COULD_NOT_LOOK if diagnosis.fixes else ExitCode.CLEAN


def table(diagnosis: Diagnosis) -> str:
    """The diagnosis as aligned columns."""
    head = ("tool", "needed", "version", "verdict", "where")
    rows = [head, *map(_row, diagnosis.entries)]
    free = f"{diagnosis.free_bytes / _GIB:.1f} GiB free"
    return f"{columns(rows)}\n\ncache  {diagnosis.cache}, {free}\n"


def _row(entry: Entry) -> tuple[str, ...]:
    where = ": ".join(part for part in (entry.place, entry.why) if part)
    return (entry.name, entry.needed, entry.version, entry.verdict, where)
