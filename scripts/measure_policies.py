"""Pack an organization's policies, then judge the request matrix of a site; print seconds as JSON.

example: python -m scripts.measure_policies enclave.yaml --site frankfurt
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from enclave.declaration import load_valid
from enclave.derive.resource_control_policies import resource_control_policies
from enclave.derive.service_control_policies import service_control_policies
from tests.judges.iam.estate import Estate
from tests.judges.iam.hearing import Hearing
from tests.judges.iam.matrix import matrix
from tests.judges.iam.simulator import Simulator


def main(argv: Sequence[str] | None = None) -> int:
    """Measure once, with the simulator's start; exit 1 when a row is judged otherwise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("declaration", type=Path)
    parser.add_argument("--site", default="frankfurt")
    arguments = parser.parse_args(argv)
    declaration = load_valid(arguments.declaration, today=datetime.now(UTC).date())
    started = time.perf_counter()
    documents = (*service_control_policies(declaration), *resource_control_policies(declaration))
    packed = time.perf_counter()
    estate = Estate(declaration, arguments.site)
    rows = list(matrix(estate))
    with Simulator() as simulator:
        found = Hearing(simulator, estate).all_stopped_by(rows)
    judged = time.perf_counter()
    agreed = sum(
        isinstance(stopped, frozenset) and row.agrees(stopped)
        for row, stopped in zip(rows, found, strict=True)
    )
    result = {
        "packed_documents": len(documents),
        "documents": len(estate.documents),
        "requests": len(rows),
        "agreed": agreed,
        "pack_seconds": packed - started,
        "matrix_seconds": judged - packed,
    }
    sys.stdout.write(json.dumps(result) + "\n")
    return 0 if agreed == len(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
