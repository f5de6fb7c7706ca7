"""The user's environment, without what a rehearsal's processes must not see or follow."""

from collections.abc import Mapping

SAVED = "ENCLAVE_BEFORE"
"""What a shell keeps while it speaks to a rehearsal: the names here, the values under `SAVED_`."""


def is_misleading(name: str) -> bool:
    """Whether a variable could lead to a real account, another backend or a proxy."""
    return name.startswith(("AWS_", "PULUMI_")) or name.upper().endswith("_PROXY")


def without_cloud(inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without that, and without what a shell keeps of it."""
    return {
        name: value
        for name, value in inherited.items()
        if not is_misleading(name) and not name.startswith(SAVED)
    }
