"""The record of what moto cannot answer."""

from pathlib import Path

import pytest

from enclave.problems import Problem
from enclave.rehearsal.aws.recorded import Entry, Record, Recorded, recorded

TYPE = "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup"


def make(**overrides: str) -> Entry:
    fields = {"urn": "urn:dns", "type": TYPE, "name": "dns", "id": "rslvr-frg-1"} | overrides
    return Entry(**fields, inputs={"name": "dns"})


def test_what_is_written_is_read_back_and_listed(tmp_path: Path) -> None:
    Record(tmp_path / "record").write(make())

    assert Record(tmp_path / "record").read("rslvr-frg-1") == make()
    assert recorded(tmp_path / "record") == (Recorded(urn="urn:dns", type=TYPE, name="dns"),)


def test_a_folder_that_is_not_there_has_nothing(tmp_path: Path) -> None:
    assert recorded(tmp_path / "none") == ()


def test_a_replaced_resource_is_found_under_both_ids(tmp_path: Path) -> None:
    record = Record(tmp_path)
    record.write(make())
    record.write(make(id="rslvr-frg-2"))

    assert {entry.id for entry in record.find("urn:dns")} == {"rslvr-frg-1", "rslvr-frg-2"}


def test_removing_twice_is_fine(tmp_path: Path) -> None:
    record = Record(tmp_path)
    record.write(make())
    for _ in range(2):
        record.remove("rslvr-frg-1")

    assert record.read("rslvr-frg-1") is None


def test_nothing_half_written_is_listed(tmp_path: Path) -> None:
    (tmp_path / ".rslvr-frg-1.json.1.2").write_text("{")

    assert recorded(tmp_path) == ()


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{")

    with pytest.raises(Problem, match=r"broken.json is not a recorded resource: .*Fix: remove"):
        recorded(tmp_path)
