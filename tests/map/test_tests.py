"""The tests mirror the tree."""

from pathlib import Path

import pytest

from tests.map.tree import ROOT, under

SUPPORT = {
    "README.md",
    "__init__.py",
    "conftest.py",
    "declared.py",
    "factories.py",
    "permitted.py",
    "strategies.py",
    "tree.py",
}
SOURCES = ("enclave", "stacks", "scripts")
JUDGES = Path("tests/judges")  # each judge is a small program of its own, with what it needs


def test_every_file_is_a_test_or_its_support() -> None:
    strays = [
        str(path)
        for path in under("tests")
        if "fixtures" not in path.parts
        and JUDGES not in path.parents
        and path.name not in SUPPORT
        and not (path.name.startswith("test_") and path.suffix == ".py")
    ]
    assert strays == []


def mirrored(test: Path) -> bool:
    """A test's folder stands in the tree, or is the map's own, or a judge's."""
    folder = test.parent.relative_to("tests")
    return folder == Path("map") or JUDGES in test.parents or (ROOT / folder).is_dir()


def test_every_test_folder_mirrors_a_folder_of_the_tree() -> None:
    assert [
        str(t) for t in under("tests", ".py") if t.name.startswith("test_") and not mirrored(t)
    ] == []


SIBLINGS = (
    "enclave/declaration/rules",
    "enclave/derive",
    "enclave/problems",
    "enclave/records",
    "stacks/components",
    "stacks/layers",
    "scripts",
)


@pytest.mark.parametrize("folder", SIBLINGS)
def test_every_sibling_has_its_test(folder: str) -> None:
    names = {p.relative_to(folder).parts[0].removesuffix(".py") for p in under(folder, ".py")}
    siblings = names - {"__init__"}  # files, and folders of files that are one sibling together
    assert siblings, f"{folder} has no modules"
    tests = ROOT / "tests" / folder
    assert [n for n in sorted(siblings) if not (tests / f"test_{n}.py").is_file()] == []
