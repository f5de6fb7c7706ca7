import json
from datetime import UTC, datetime, timedelta, timezone

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enclave.problems import Problem
from enclave.records.switch import (
    Degree,
    Position,
    Switch,
    is_open,
    position,
    read_switch,
    switch_schema,
)
from tests.enclave.records.factories import SWITCH, make_switch

moments = st.datetimes(timezones=st.just(UTC))
switches = st.builds(
    Switch,
    serial=st.integers(1, 1000),
    target=st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
    degree=st.sampled_from(Degree),
    until=moments,
)
BEFORE, AFTER = SWITCH.until - timedelta(microseconds=1), SWITCH.until


def at(now: datetime, switch: Switch | None = SWITCH, **overrides: bool | int) -> Position:
    facts = {"last_serial": 7, "signature_valid": True, **overrides}
    return position(
        switch,
        last_serial=int(facts["last_serial"]),
        signature_valid=bool(facts["signature_valid"]),
        now=now,
    )


def test_a_cut_closes_until_its_moment() -> None:
    assert (at(BEFORE), at(AFTER)) == (Position.CLOSED, Position.OPEN)


def test_a_restriction_restricts_until_its_moment() -> None:
    switch = make_switch(degree=Degree.RESTRICT)
    assert (at(BEFORE, switch), at(AFTER, switch)) == (Position.RESTRICTED, Position.OPEN)


@given(switches, moments)
def test_a_bad_signature_is_closed(switch: Switch, now: datetime) -> None:
    assert at(now, switch, last_serial=0, signature_valid=False) is Position.CLOSED


@given(switches, moments, st.integers(1, 100))
def test_an_older_serial_is_closed(switch: Switch, now: datetime, newer: int) -> None:
    assert at(now, switch, last_serial=switch.serial + newer) is Position.CLOSED


@given(moments)
def test_no_switch_is_closed(now: datetime) -> None:
    assert at(now, None, last_serial=0) is Position.CLOSED


@given(switches, moments, st.integers(0, 1001), st.booleans())
def test_open_needs_all_of_signature_serial_and_time(
    switch: Switch,
    now: datetime,
    last: int,
    valid: bool,  # noqa: FBT001  hypothesis passes it
) -> None:
    answer = is_open(switch, last_serial=last, signature_valid=valid, now=now)
    assert answer == (valid and switch.serial >= last and now >= switch.until)


@given(switches)
def test_comes_back_as_it_was(switch: Switch) -> None:
    assert read_switch(switch.canonical(), "switch") == switch


@given(switches)
def test_fits_its_schema(switch: Switch) -> None:
    jsonschema.Draft202012Validator(switch_schema()).validate(json.loads(switch.canonical()))


def test_signed_bytes_name_their_purpose() -> None:
    assert make_switch().canonical() == (
        b'{"degree":"cut","purpose":"enclave.switch.v1","serial":7,"target":"door",'
        b'"until":"2026-11-25T00:00:00.000000+00:00"}'
    )


def test_the_time_zone_of_its_author_does_not_change_the_bytes() -> None:
    berlin = datetime(2026, 11, 25, 1, tzinfo=timezone(timedelta(hours=1)))
    assert make_switch(until=berlin).canonical() == SWITCH.canonical()


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (b"switch.v1", b"audit.v1", "purpose: String should match pattern"),
        (b':7,"target"', b':0,"target"', "serial: Input should be greater than or equal to 1"),
        (b"cut", b"open", "degree: Input should be 'restrict' or 'cut'"),
        (b"+00:00", b"Z", "spells until in another way. Fix: write it in UTC with microseconds"),
        (b"+00:00", b"", "until: Input should have timezone info"),
        (b'"serial":7', b'"serial":7,"x":1', "is not canonical JSON"),
    ],
)
def test_refuses_another_order(before: bytes, after: bytes, message: str) -> None:
    with pytest.raises(Problem) as caught:
        read_switch(SWITCH.canonical().replace(before, after), "switch")
    assert str(caught.value).startswith(f"switch {message}")


@given(st.binary())
@example(b"{}")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(Problem, match=r"^switch "):
        read_switch(data, "switch")
