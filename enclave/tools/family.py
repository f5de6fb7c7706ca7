"""Where the Go modules of the tools stand."""

from pathlib import Path

import enclave
from enclave.problems import Problem

_PACKAGE = Path(enclave.__file__).parent


def family_folder(family: str) -> Path:
    """The folder with the family's `go.mod` and `go.sum`: in the wheel, else in the checkout.

    Raises Problem where the installation carries neither.
    """
    for folder in (_PACKAGE / "tools" / "families" / family, _PACKAGE.parent / "tools" / family):
        if (folder / "go.mod").is_file() and (folder / "go.sum").is_file():
            return folder
    raise Problem(
        where=f"tools/{family}",
        problem="has no go.mod and go.sum, so this installation of the kit is not whole",
        fix="install sovereign-enclave again",
    )
