"""Where the kit keeps what it can make again."""

import os
from pathlib import Path


def cache_dir() -> Path:
    """`$XDG_CACHE_HOME/sovereign-enclave`, by default under `~/.cache`; it may not exist yet.

    A relative XDG_CACHE_HOME is ignored, as the XDG base directory specification asks.
    """
    chosen = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (chosen if chosen.is_absolute() else Path.home() / ".cache") / "sovereign-enclave"
