"""No change of what a layer declares, or of what it is derived from, goes unnoticed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.judges.mutation import sweep

ROOT = Path(__file__).parents[3]
# Swept to the end, every survivor looked at. A module that is not here has not been: sweep it by
# hand, write the tests that its survivors ask for, add it.
SWEPT = (
    "stacks.layers.organization",
    "stacks.layers.cloud",
    *(
        f"stacks.layers.cloud.{part}"
        for part in ("account", "door", "network", "roles", "runner", "site", "storage")
    ),
    "enclave.derive.buckets",
    "enclave.derive.dns_allow_list",
)


@pytest.mark.slow
@pytest.mark.parametrize("module", SWEPT)
def test_no_change_of_a_module_goes_unnoticed(module: str) -> None:
    command = [sys.executable, "-m", "tests.judges.mutation.sweep", module]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    survivors = [line for line in done.stdout.splitlines() if line.startswith(f"{module} ")]
    assert survivors == []
    assert done.returncode == 0, done.stdout


def test_a_module_is_judged_by_its_own_tests_and_those_of_what_imports_it() -> None:
    near = sweep.tests_of("enclave.derive.buckets")
    assert "tests/enclave/derive/test_buckets.py" in near
    assert "tests/enclave/derive/test_bucket_policies.py" in near
    assert "tests/stacks/layers/test_cloud.py" in near
