"""Whether the kit that runs can serve a project of a user's own, or only its own checkout."""

import importlib.util
from pathlib import Path

import enclave
from enclave.problems import Problem

PROGRAM = "enclave.stacks"  # what a user's program imports: the wheel has it, no checkout does


def checkout() -> Path | None:
    """The folder of the checkout that runs; None where the kit is installed."""
    if importlib.util.find_spec(PROGRAM) is not None:
        return None
    return Path(enclave.__file__).resolve().parents[1]


def require_installed(program: Path) -> None:
    """Raises Problem where a program needs the installed kit, and a checkout runs.

    `program` is what `main` in Pulumi.yaml names: a folder, or a file.
    """
    source, here = program / "__main__.py" if program.is_dir() else program, checkout()
    if here is None or PROGRAM not in source.read_text(encoding="utf-8", errors="replace"):
        return
    raise Problem(
        where=str(source),
        problem=f"needs the kit installed, and this one runs from its checkout {here}",
        fix=f'run pip install "{here}[rehearsal]" in an environment of your own, then its enclave',
    )
