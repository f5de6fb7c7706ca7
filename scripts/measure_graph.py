"""Construct a graph of the program's components without an engine; print seconds as JSON.

example: python -m scripts.measure_graph --resources 2000
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence

from stacks import collect_rarely
from stacks.components.encryption_key import EncryptionKey, EncryptionKeyArgs
from tests.stacks.conftest import Recorder

RESOURCES_PER_KEY = 3  # the component, its key and its alias


def declare(resources: int) -> None:
    """Declare as many keys as make that many resources."""
    for number in range(resources // RESOURCES_PER_KEY):
        arguments = EncryptionKeyArgs(
            alias=f"alias-{number}", description="one of many", policy="{}", rotation_days=365
        )
        EncryptionKey(f"key-{number}", arguments)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure once: CPU seconds, since an engine would do the waiting."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--resources", type=int, default=2000)
    resources = parser.parse_args(argv).resources
    collect_rarely()
    recorder = Recorder()
    started = time.process_time()
    recorder.run(lambda: declare(resources))
    seconds = time.process_time() - started
    result = {"resources": len(recorder.declared), "seconds": seconds}
    sys.stdout.write(json.dumps(result) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
