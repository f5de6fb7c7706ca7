"""Serve the stand-in: python -m enclave.rehearsal.aws [ENGINE]."""

import argparse
import sys
from collections.abc import Sequence

from enclave.rehearsal import plugin
from enclave.rehearsal.aws.provider import Provider

THREADS = 16  # the engine works on as many resources at once


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until the engine is done."""
    parser = argparse.ArgumentParser(prog="pulumi-resource-aws", description=__doc__)
    parser.add_argument("engine", nargs="?", default="", help="address of the engine")
    # The engine may add logging flags; none of them concerns this provider.
    arguments, _ = parser.parse_known_args(argv)
    plugin.serve(Provider(arguments.engine).register, threads=THREADS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
