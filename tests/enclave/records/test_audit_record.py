import json
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enclave.problems import Problem
from enclave.records.audit_record import (
    AuditRecord,
    Direction,
    Verdict,
    audit_record_schema,
    now_text,
    read_audit_record,
)
from tests.enclave.records.factories import RECORD, make_record

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
several = st.lists(words, max_size=3).map(tuple)
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
numbers = st.integers(0, 2**53 - 1)
records = st.builds(
    AuditRecord,
    time=st.datetimes(
        min_value=datetime(2000, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
        timezones=st.just(UTC),
    ).map(now_text),
    chain=words,
    sequence=numbers,
    previous=digests,
    request=words,
    caller=words,
    function=words,
    model=st.none() | words,
    direction=st.sampled_from(Direction),
    classes=several,
    passed=several,
    masked=several,
    dropped=several,
    body_bytes=numbers,
    tokens=numbers,
    rules=several,
    verdict=st.sampled_from(Verdict),
    policy=digests,
    body_hmac=digests,
)
VALIDATOR = jsonschema.Draft202012Validator(audit_record_schema())


@given(records)
def test_comes_back_as_it_was(record: AuditRecord) -> None:
    assert read_audit_record(record.canonical(), "audit:1") == record


@given(records)
def test_fits_its_schema(record: AuditRecord) -> None:
    VALIDATOR.validate(json.loads(record.canonical()))


@given(records, st.data())
def test_every_change_changes_the_digest(record: AuditRecord, data: st.DataObject) -> None:
    other = data.draw(records)
    assert (other.digest() == record.digest()) == (other == record)


def test_says_what_the_design_says() -> None:
    assert {field.name for field in fields(AuditRecord)} == {
        *("version", "time", "chain", "sequence", "previous", "request", "caller", "function"),
        *("model", "direction", "classes", "passed", "masked", "dropped", "body_bytes", "tokens"),
        *("rules", "verdict", "policy", "body_hmac"),
    }


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (b'"version":1', b'"version":2', "version: Input should be 1"),
        (b',"version":1', b"", "lacks version"),
        (b'"mask"', b'"perhaps"', "verdict: Input should be 'allow', 'mask', 'deny' or 'error'"),
        (b"12:00:00.000000Z", b"12:00:00", "time: String should match pattern"),
        (b"1024", b"1024.5", "is not canonical JSON: is float"),
        (b'"caller":"desk",', b"", "caller: Field required"),
        (b'"caller"', b'"caller": ', "is not JSON"),
    ],
)
def test_refuses_another_record(before: bytes, after: bytes, message: str) -> None:
    data = RECORD.canonical()
    assert before in data
    with pytest.raises(Problem) as caught:
        read_audit_record(data.replace(before, after), "audit:3")
    assert str(caught.value).startswith(f"audit:3 {message}")


@given(st.binary())
@example(b"{}")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(Problem, match=r"^audit:3 "):
        read_audit_record(data, "audit:3")


def test_time_is_utc_with_microseconds() -> None:
    berlin = datetime(2026, 11, 24, 13, tzinfo=timezone(timedelta(hours=1)))
    assert now_text(berlin) == "2026-11-24T12:00:00.000000Z"


def test_time_without_a_zone_is_refused() -> None:
    with pytest.raises(Problem, match="audit record time without a zone"):
        now_text(datetime(2026, 11, 24))  # noqa: DTZ001  what is refused


def test_the_digest_of_a_record_stays_the_same_across_versions() -> None:
    assert (
        make_record().digest() == "cbf95b4ce9352fcb2947b1f35de5ee08edbf96d1be8b9ab1cbb4a121f3121845"
    )
