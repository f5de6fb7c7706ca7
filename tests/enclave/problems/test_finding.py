from hypothesis import given

from enclave.problems import Finding, Location
from tests.enclave.problems.factories import make_finding
from tests.enclave.problems.strategies import findings


def test_reads_as_where_what_fix() -> None:
    assert str(make_finding()) == (
        "enclave.yaml:45:7 crm has no field Case.Descripton. Fix: Case.Description?"
    )


def test_a_place_without_a_line_is_the_whole_file() -> None:
    assert str(Location(path="enclave.yaml")) == "enclave.yaml"


@given(findings)
def test_stays_one_printable_line(finding: Finding) -> None:
    assert str(finding).isprintable()


def test_fingerprint_stays_when_lines_and_wording_move() -> None:
    moved = make_finding(location=Location(path="enclave.yaml", line=99), message="other")
    assert moved.fingerprint == make_finding().fingerprint


def test_fingerprint_is_the_documented_digest() -> None:
    # printf 'field-exists\0service-reply\0enclave.yaml' | sha256sum
    assert make_finding().fingerprint == (
        "67313153735beae6efb81f78cffccd4bea888461b4a35af230a17d4438763ee0"
    )


def test_fingerprint_tells_subjects_apart() -> None:
    assert make_finding(subject="search").fingerprint != make_finding().fingerprint
