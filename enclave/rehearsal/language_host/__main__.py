"""Serve the language host: python -m enclave.rehearsal.language_host --executor FILE [ENGINE]."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from enclave.rehearsal import plugin
from enclave.rehearsal.language_host.host import LanguageHost

THREADS = 8


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until the engine is done; no program outlives it."""
    parser = argparse.ArgumentParser(prog="pulumi-language-python", description=__doc__)
    parser.add_argument("--executor", type=Path, required=True, help="pulumi-language-python-exec")
    parser.add_argument("engine", nargs="?", default="", help="address of the engine")
    # The engine may add logging flags and a root; none of them concerns this host.
    arguments, _ = parser.parse_known_args(argv)
    host = LanguageHost(executor=arguments.executor, engine=arguments.engine)
    plugin.serve(host.register, threads=THREADS)
    host.end_programs()
    return 0


if __name__ == "__main__":
    sys.exit(main())
