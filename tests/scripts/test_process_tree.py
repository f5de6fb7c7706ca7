import os
import sys
from pathlib import Path

from scripts.process_tree import watch

MEBIBYTE = 1024 * 1024
GROW = f"import time; kept = bytearray(64 * {MEBIBYTE}); time.sleep(0.6); print('grown')"


def test_memory_of_a_child_counts() -> None:
    program = f"import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', {GROW!r}]))"
    seen = watch([sys.executable, "-c", program], cwd=Path.cwd(), environment=os.environ)
    assert seen.peak_bytes > 64 * MEBIBYTE
    assert seen.output == "grown\n"


def test_a_failing_command_says_its_exit_code() -> None:
    seen = watch(
        [sys.executable, "-c", "raise SystemExit(3)"], cwd=Path.cwd(), environment=os.environ
    )
    assert seen.exit_code == 3


def test_much_output_does_not_block() -> None:
    program = "print('x' * 1_000_000)"
    seen = watch([sys.executable, "-c", program], cwd=Path.cwd(), environment=os.environ)
    assert len(seen.output) == 1_000_001
