"""Released versions and tested ranges of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.tools.versions import Range, Version

NUMBERS = st.integers(min_value=0, max_value=10_000)
VERSIONS = st.builds(Version, NUMBERS, NUMBERS, NUMBERS)


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("v3.259.0\n", Version(3, 259, 0)),
        ("go1.26.8", Version(1, 26, 8)),
        ("go1.26", Version(1, 26, 0)),
        ("git version 2.39.5", Version(2, 39, 5)),
        ("GNU Make 4.3\nBuilt for x86_64-pc-linux-gnu", Version(4, 3, 0)),
    ],
)
def test_finds_the_version_a_program_names(text: str, version: Version) -> None:
    assert Version.find(text) == version


@pytest.mark.parametrize("text", ["", "dev", "v3.259.0-alpha.1", "v3.259.0+dirty", "1.2.3.4"])
def test_a_build_that_is_no_release_has_no_version(text: str) -> None:
    assert Version.find(text) is None


@given(VERSIONS)
def test_reads_what_it_prints(version: Version) -> None:
    assert Version.find(f"v{version}") == version


@given(VERSIONS, VERSIONS, VERSIONS)
def test_a_range_has_its_start_and_not_its_stop(a: Version, b: Version, c: Version) -> None:
    start, middle, stop = sorted((a, b, c))
    tested = Range(start=start, stop=stop)

    assert stop not in tested
    assert (middle in tested) == (middle != stop)


def test_a_range_reads_as_in_a_requirement() -> None:
    tested = Range(start=Version(3, 259), stop=Version(3, 260))

    assert str(tested) == ">= 3.259.0, < 3.260.0"
