from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enclave.journal.step import Record, State, from_line, to_line
from enclave.problems import Problem
from tests.enclave.journal.factories import make_step

texts = st.text(st.characters())
records = st.builds(
    Record,
    step=st.builds(
        make_step,
        id=texts,
        do=texts,
        undo=texts,
        verify=texts,
        arguments=st.dictionaries(texts, texts, max_size=3),
    ),
    state=st.sampled_from(State),
    time=st.datetimes(timezones=st.just(UTC)),
    detail=texts,
)
RECORD = Record(
    step=make_step(), state=State.DONE, time=datetime(2026, 11, 24, tzinfo=UTC), detail="made"
)


@given(records)
def test_comes_back_as_it_was(record: Record) -> None:
    assert from_line(to_line(record), "journal:1") == record


@given(records)
def test_is_one_line(record: Record) -> None:
    line = to_line(record)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")


def test_reads_as_json_with_do_undo_and_verify() -> None:
    assert to_line(RECORD) == (
        b'{"id": "effect-1", "do": "make", "undo": "drop", "verify": "there", '
        b'"arguments": {"name": "effect-1"}, "state": "done", '
        b'"time": "2026-11-24T00:00:00+00:00", "detail": "made"}\n'
    )


@given(st.binary())
@example(b"[" * 100_000)
@example(b"null")
@example(to_line(RECORD).replace(b"done", b"gone"))
@example(to_line(RECORD).replace(b"+00:00", b""))
@example(to_line(RECORD).replace(b'"detail"', b'"more": "", "detail"'))
@example(to_line(RECORD).replace(b'"made"', b"1"))
def test_anything_else_is_refused_with_its_place(line: bytes) -> None:
    with pytest.raises(Problem) as caught:
        from_line(line, "journal:7")
    assert str(caught.value) == (
        "journal:7 is no step of a journal. Fix: restore the file; it is only ever appended to."
    )
