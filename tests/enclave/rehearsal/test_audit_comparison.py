"""Whatever records or alarms otherwise than derived is a failure, by its name."""

from dataclasses import replace
from typing import Any

import pytest

from enclave.rehearsal.audit_comparison import compare_audit
from enclave.rehearsal.read_audit import Audit

from .factories import SITE, as_derived, example

TRAIL, ALARMS = "loom-frankfurt-trail", "loom-frankfurt-alarms"
LOGS = "loom-frankfurt-cluster-logs"
ENDED, ROOT = "loom-frankfurt-key-ended", "loom-frankfurt-root-user"
SILENT = "loom-frankfurt-trail-silent"
ONE = ("GreaterThanOrEqualToThreshold", 1, "notBreaching")


def problems(**changes: object) -> list[str]:
    audit: Audit = replace(as_derived().audit, **changes)  # type: ignore[arg-type]
    compared = compare_audit(example(), SITE, replace(as_derived(), audit=audit))
    return [problem for each in compared for problem in each.problems]


def changed(part: str, name: str, **changes: object) -> dict[str, Any]:
    """One part of what stands, in which one thing is otherwise."""
    standing = dict(getattr(as_derived().audit, part))
    return {part: standing | {name: replace(standing[name], **changes)}}


def without(part: str, name: str) -> dict[str, Any]:
    standing = dict(getattr(as_derived().audit, part))
    del standing[name]
    return {part: standing}


def test_what_is_derived_is_right() -> None:
    compared = compare_audit(example(), SITE, as_derived())
    assert [str(each) for each in compared] == [
        "1/1 trail that records",
        "31/31 alarms",
        "1/1 alarm topic heard by its queue only",
        "1/1 log stream",
    ]
    assert problems() == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"logging": False}, "does not record"),
        ({"everywhere": False}, "does not record what AWS tells of in another region"),
        ({"validated": False}, "does not sign its files"),
        ({"bucket": "other"}, "writes to other"),
        ({"key": None}, "is not encrypted by its key"),
        ({"log_group": None}, "does not bring its events to the alarms"),
        ({"selectors": ()}, "does not select the derived events"),
    ],
)
def test_a_trail_that_was_changed_is_found(change: dict[str, object], problem: str) -> None:
    assert problems(**changed("trails", TRAIL, **change)) == [f"trail {TRAIL} {problem}"]


def test_a_second_trail_is_found() -> None:
    trails = dict(as_derived().audit.trails)
    assert problems(trails=trails | {"spy": trails[TRAIL]}) == [
        "trail spy stands, and is not derived"
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"enabled": False}, "is switched off"),
        ({"pattern": {}}, "does not match the derived events"),
        ({"targets": frozenset()}, "is told elsewhere"),
    ],
)
def test_a_rule_that_was_changed_is_found(change: dict[str, object], problem: str) -> None:
    assert problems(**changed("rules", ENDED, **change)) == [f"alarm key-ended {problem}"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"enabled": False}, "is switched off"),
        ({"actions": frozenset()}, "is told elsewhere"),
        ({"patterns": frozenset()}, "does not count the derived records"),
        ({"when": (*ONE[:1], 9, *ONE[2:])}, "does not alarm when it is to"),
    ],
)
def test_an_alarm_that_was_changed_is_found(change: dict[str, object], problem: str) -> None:
    assert problems(**changed("alarms", ROOT, **change)) == [f"alarm root-user {problem}"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"enabled": False}, "is switched off"),
        ({"metric": "other"}, "does not measure what is derived"),
        ({"of": frozenset()}, "does not measure what is derived"),
        ({"when": ("LessThanThreshold", 1, "notBreaching")}, "does not alarm when it is to"),
    ],
)
def test_an_alarm_on_silence_that_was_changed_is_found(
    change: dict[str, object], problem: str
) -> None:
    assert problems(**changed("alarms", SILENT, **change)) == [f"alarm trail-silent {problem}"]


def test_an_alarm_on_what_is_missed_that_was_turned_round_is_found() -> None:
    turned = changed("alarms", "loom-frankfurt-dns-logs-silent", when=ONE)
    assert problems(**turned) == ["alarm dns-logs-silent does not alarm when it is to"]


@pytest.mark.parametrize(
    ("part", "name", "problem"),
    [
        ("trails", TRAIL, f"trail {TRAIL}"),
        ("rules", ENDED, "alarm key-ended"),
        ("alarms", ROOT, "alarm root-user"),
        ("alarms", SILENT, "alarm trail-silent"),
        ("topics", ALARMS, f"alarm topic {ALARMS}"),
        ("queues", ALARMS, f"alarm topic {ALARMS}"),
        ("streams", LOGS, f"stream {LOGS}"),
    ],
)
def test_what_is_gone_is_found(part: str, name: str, problem: str) -> None:
    assert problems(**without(part, name)) == [f"{problem} is derived, and does not stand"]


@pytest.mark.parametrize(
    ("part", "change", "problem"),
    [
        ("topics", {"key": None}, "is not encrypted by its key"),
        ("queues", {"key": None}, "is not encrypted by its key"),
        (
            "topics",
            {"listeners": frozenset({("email", "eve@shop.example")})},
            "is not heard by its queue alone",
        ),
        ("topics", {"policy": None}, "does not carry the derived policies"),
        ("queues", {"policy": None}, "does not carry the derived policies"),
    ],
)
def test_alarms_that_are_heard_elsewhere_are_found(
    part: str, change: dict[str, object], problem: str
) -> None:
    assert problems(**changed(part, ALARMS, **change)) == [f"alarm topic {ALARMS} {problem}"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"bucket": "arn:aws:s3:::other"}, "writes to arn:aws:s3:::other/cluster-logs/"),
        ({"key": None}, "is not encrypted by its key"),
        ({"encrypted": False}, "is not encrypted by its key"),
        ({"sources": frozenset()}, "is not handed every line of the control plane"),
    ],
)
def test_logs_that_are_led_elsewhere_are_found(change: dict[str, object], problem: str) -> None:
    assert problems(**changed("streams", LOGS, **change)) == [f"stream {LOGS} {problem}"]
