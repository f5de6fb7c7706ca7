from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enclave.problems import Problem, State
from enclave.records.artefacts import (
    Artefact,
    Kind,
    parse_lock,
    read_lock,
    render_lock,
    require_digests,
    write_lock,
)
from tests.enclave.records.factories import ARTEFACT, make_artefact

LOCK = render_lock([ARTEFACT])
words = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20
)
artefacts = st.builds(
    Artefact,
    name=words,
    kind=st.sampled_from(Kind),
    version=words,
    source=words,
    licence=words,
    sha256=st.none() | st.binary(min_size=32, max_size=32).map(bytes.hex),
)
locks = st.lists(artefacts, max_size=6, unique_by=lambda artefact: artefact.key)


@given(locks)
def test_comes_back_sorted(entries: list[Artefact]) -> None:
    read = parse_lock(render_lock(entries), "artefacts.lock").artefacts
    assert read == tuple(sorted(entries, key=lambda artefact: artefact.key))


@given(locks)
def test_the_order_of_writing_changes_nothing(entries: list[Artefact]) -> None:
    assert render_lock(entries) == render_lock(entries[::-1])


@given(locks)
def test_every_line_is_that_of_its_entry(entries: list[Artefact]) -> None:
    text = render_lock(entries)
    lock = parse_lock(text, "artefacts.lock")
    assert {text.split("\n")[line - 1] for line in lock.lines} <= {"[[artefact]]"}
    assert len(set(lock.lines)) == len(entries)


def test_reads_as_toml_that_a_person_can_review() -> None:
    assert LOCK.endswith(
        'version = 1\n\n[[artefact]]\nname = "triton"\nkind = "image"\nversion = "2.51.0"\n'
        f'sha256 = "{"ab" * 32}"\nsource = "NVIDIA"\nlicence = "BSD-3-Clause"\n'
    )


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("ab" * 32, "AB" * 32, ":5 sha256 of triton is not 64 lower-case hexadecimal digits"),
        ("ab" * 32, "ab", ":5 sha256 of triton is not 64 lower-case hexadecimal digits"),
        ('"image"', '"tape"', ":5 kind is 'tape', not one of image, chart, wheel, package, weight"),
        ("licence", "license", ":5 has an unknown key 'license'"),
        ('source = "NVIDIA"\n', "", ":5 lacks source"),
        ('"NVIDIA"', '" "', ":5 source is no text on one line"),
        ('"NVIDIA"', '"a\\u001b"', ":5 source is no text on one line"),
        ('"NVIDIA"', "1", ":5 source is no text on one line"),
        ("version = 1\n", "version = 2\n", " is no lock of version 1: it needs version and"),
        ("[[artefact]]", "[[thing]]", " is no lock of version 1: it needs version and"),
        ("[[artefact]]", "[artefact]", " is no lock of version 1: it needs version and"),
        ("[[artefact]]", "[[", " is not TOML"),
    ],
)
def test_names_the_line_of_what_is_wrong(before: str, after: str, message: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_lock(LOCK.replace(before, after, 1), "artefacts.lock")
    assert str(caught.value).startswith(f"artefacts.lock{message}")


def test_a_repeated_entry_names_both_lines() -> None:
    block = LOCK[LOCK.index("[[") :]
    with pytest.raises(Problem) as caught:
        parse_lock(LOCK + block, "artefacts.lock")
    assert str(caught.value) == (
        "artefacts.lock:12 repeats image triton 2.51.0 of line 5. "
        "Fix: correct the entry, or lock it again."
    )


def test_all_that_is_wrong_is_told_at_once() -> None:
    block = LOCK[LOCK.index("[[") :]
    broken = LOCK.replace("image", "tape") + block.replace("ab" * 32, "?")
    with pytest.raises(Problem) as caught:
        parse_lock(broken, "artefacts.lock")
    assert "artefacts.lock:5 kind is 'tape'" in str(caught.value)
    assert "; artefacts.lock:12 sha256 of triton" in str(caught.value)


@given(st.text())
@example("version = 1\nartefact = 3")
@example("version = 1\nartefact = [3]")
@example('version = 1\nx = """\n[[artefact]]\n"""')
@example("version = 1\n[[artefact]]\nkind = []")
@example("a=" + "[" * 5000)
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(Problem, match=r"^artefacts\.lock"):
        parse_lock(text, "artefacts.lock")


def test_the_file_comes_back(tmp_path: Path) -> None:
    write_lock(tmp_path / "artefacts.lock", [ARTEFACT])
    assert read_lock(tmp_path / "artefacts.lock").artefacts == (ARTEFACT,)


def test_a_wrong_entry_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "artefacts.lock"
    write_lock(path, [ARTEFACT])
    with pytest.raises(Problem, match=r"artefacts\.lock:5 sha256 of triton"):
        write_lock(path, [make_artefact(sha256="short")])
    assert path.read_text() == LOCK


def test_a_missing_file_says_the_fix(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"cannot be read.*Fix: write it as docs"):
        read_lock(tmp_path / "artefacts.lock")


def test_production_refuses_an_entry_without_digest() -> None:
    lock = parse_lock(render_lock([ARTEFACT, make_artefact(name="envoy", sha256=None)]), "a.lock")
    (finding,) = require_digests(lock, production=True)
    assert finding.state is State.FAIL
    assert str(finding) == (
        "a.lock:5 image envoy 2.51.0 has no sha256. "
        "Fix: add the digest of the file that was reviewed."
    )


def test_elsewhere_it_is_skipped_and_said() -> None:
    lock = parse_lock(render_lock([make_artefact(sha256=None)]), "a.lock")
    assert [finding.state for finding in require_digests(lock, production=False)] == [State.SKIP]
