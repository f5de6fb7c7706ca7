"""The `enclave` that runs, as a person can type it."""

import shlex
import shutil
import sysconfig
from pathlib import Path

NAME = "enclave"


def scripts() -> Path:
    """The folder of the `enclave` that belongs to this interpreter."""
    return Path(sysconfig.get_path("scripts"))


def as_typed() -> str:
    """`enclave` where PATH finds this one, else its path: relative where it lies below here."""
    script, found = scripts() / NAME, shutil.which(NAME)
    if not script.exists() or (found is not None and Path(found).samefile(script)):
        return NAME
    here = Path.cwd()
    shown = script.relative_to(here) if script.is_relative_to(here) else script
    return shlex.quote(str(shown))
