from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.records.audit_chain import Seal, verify_chain
from enclave.records.audit_record import AuditRecord
from tests.enclave.records.factories import make_chain

CHAIN = make_chain(6)


def found(records: list[AuditRecord], *seals: Seal) -> list[tuple[str, str]]:
    return [(f.rule, f.message) for f in verify_chain(records, seals=seals)]


def seal(sequence: int) -> Seal:
    return Seal(chain="door-0", sequence=sequence, digest=CHAIN[sequence].digest())


@given(st.integers(0, 8), st.integers(0, 8))
def test_whole_chains_are_clean_however_they_mix(one: int, other: int) -> None:
    mixed = [*make_chain(one), *make_chain(other, chain="door-1")]
    mixed.sort(key=lambda record: record.sequence)
    assert verify_chain(mixed) == ()


def test_a_missing_record_is_a_gap() -> None:
    assert found([*CHAIN[:2], *CHAIN[3:]]) == [("audit-gap", "chain door-0, record 2 is missing")]


def test_a_missing_beginning_is_a_gap() -> None:
    assert found(CHAIN[3:]) == [("audit-gap", "chain door-0, record 0 to 2 are missing")]


def test_a_part_after_a_sealed_record_stands_alone() -> None:
    assert found(CHAIN[3:], seal(2)) == []


def test_a_cut_end_shows_against_a_seal() -> None:
    assert found(CHAIN[:4]) == []
    assert found(CHAIN[:4], seal(5)) == [("audit-gap", "chain door-0, record 4 to 5 are missing")]


def test_a_chain_that_is_gone_shows_against_a_seal() -> None:
    assert found([], seal(0)) == [("audit-gap", "chain door-0, record 0 is missing")]


def test_a_moved_record_is_a_reorder() -> None:
    assert found([*CHAIN[:2], CHAIN[3], CHAIN[2], *CHAIN[4:]]) == [
        ("audit-reorder", "chain door-0, record 2 stands after 3")
    ]


def test_an_altered_record_no_longer_carries_the_next() -> None:
    altered = replace(CHAIN[2], caller="nobody")
    assert found([*CHAIN[:2], altered, *CHAIN[3:]]) == [
        ("audit-altered", "chain door-0, record 3 does not follow record 2")
    ]


def test_an_altered_end_shows_against_a_seal() -> None:
    altered = replace(CHAIN[5], caller="nobody")
    assert found([*CHAIN[:5], altered], seal(5)) == [
        ("audit-altered", "chain door-0, record 5 is not the one that was sealed")
    ]


def test_a_rewritten_chain_shows_against_a_seal() -> None:
    other = make_chain(6)
    other[0] = replace(other[0], caller="nobody")
    for n in range(1, 6):
        other[n] = replace(other[n], previous=other[n - 1].digest())
    assert found(other) == []
    assert found(other, seal(3)) == [
        ("audit-altered", "chain door-0, record 3 is not the one that was sealed")
    ]


def test_a_false_beginning_starts_no_chain() -> None:
    assert found([replace(CHAIN[0], previous="ab" * 32)]) == [
        ("audit-altered", "chain door-0, record 0 starts no chain")
    ]


def test_two_records_at_one_place_are_a_fork() -> None:
    fork = replace(CHAIN[5], caller="somebody")
    assert found([*CHAIN, fork]) == [("audit-fork", "chain door-0, record 5 stands twice")]


@given(st.data())
def test_any_single_attack_on_a_sealed_chain_is_seen(data: st.DataObject) -> None:
    records = list(CHAIN)
    place = data.draw(st.integers(0, 5))
    attack = data.draw(st.sampled_from(["drop", "alter", "repeat", "swap"]))
    if attack == "drop":
        del records[place]
    elif attack == "alter":
        records[place] = replace(records[place], tokens=999)
    elif attack == "repeat":
        records.insert(place, records[place])
    else:
        other = (place + 1) % 6
        records[place], records[other] = records[other], records[place]
    assert verify_chain(records, seals=[seal(5)])


@pytest.mark.parametrize("length", [0, 1, 6])
def test_findings_name_the_file(length: int) -> None:
    (finding,) = verify_chain(CHAIN[length:], seals=[seal(5)], path="audit/door-0.jsonl")[:1] or [
        None
    ]
    assert finding is None or finding.location.path == "audit/door-0.jsonl"
