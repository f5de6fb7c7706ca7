"""Users get a wheel: it holds what they need, under the names of ADR 0002, and no more."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.map.tree import ROOT, under

IMPORT = """
import sys
sys.path.insert(0, sys.argv[1])
import enclave, enclave.stacks, enclave.cli
from enclave.tools import locate
assert enclave.__file__.startswith(sys.argv[1]), enclave.__file__
assert "stacks" not in sys.modules, "the checkout's stacks was imported"
print(sorted(m for m in sys.modules if m.startswith("enclave.stacks.components."))[0])
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, built from the tree as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    target = folder / "unpacked"
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(target)
    return target


@pytest.mark.integration
def test_holds_every_module_under_the_names_that_users_import(unpacked: Path) -> None:
    expected = {*under("enclave"), *(Path("enclave") / path for path in under("stacks"))}
    assert sorted(str(path) for path in expected if not (unpacked / path).is_file()) == []


@pytest.mark.integration
def test_holds_what_tools_are_built_from(unpacked: Path) -> None:
    modules = unpacked / "enclave/tools/families/pulumi"
    assert {path.name for path in modules.iterdir()} == {"go.mod", "go.sum"}


@pytest.mark.integration
def test_holds_nothing_beside_the_package(unpacked: Path) -> None:
    tops = {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")}
    assert tops == {"enclave"}


@pytest.mark.integration
def test_the_program_imports_from_elsewhere(unpacked: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-c", IMPORT, str(unpacked)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout == "enclave.stacks.components.account_defaults\n"
