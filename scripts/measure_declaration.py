"""Load, validate and derive one declaration in a fresh process; print seconds and bytes as JSON.

example: python -m scripts.measure_declaration big.yaml
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from enclave.declaration import load_valid
from enclave.derive.artefacts import artefacts

KIBIBYTE = 1024  # Linux gives ru_maxrss in KiB


def main(argv: Sequence[str] | None = None) -> int:
    """Measure once, imports left out of the time and inside the memory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("declaration", type=Path)
    path = parser.parse_args(argv).declaration
    started = time.perf_counter()
    declaration = load_valid(path, today=datetime.now(UTC).date())
    loaded = time.perf_counter()
    files = artefacts(declaration)
    ended = time.perf_counter()
    result = {
        "functions": len(declaration.functions),
        "fields": sum(len(f) for s in declaration.sources.values() for f in s.fields.values()),
        "files": len(files),
        "load_seconds": loaded - started,
        "derive_seconds": ended - loaded,
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBIBYTE,
    }
    sys.stdout.write(json.dumps(result) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
