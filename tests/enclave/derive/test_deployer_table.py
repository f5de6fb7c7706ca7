"""What the provider calls, by resource type."""

import re

import pytest

from enclave.derive.deployer_table import TABLE
from enclave.derive.type_calls import Stage
from enclave.rehearsal.aws.types import TYPES

# Made by other layers, or by nobody yet.
ELSEWHERE = ("aws:organizations/", "aws:ecr/lifecyclePolicy:")


@pytest.mark.parametrize("type_", sorted(TYPES))
def test_every_type_that_the_rehearsal_knows_has_its_calls(type_: str) -> None:
    assert type_ in TABLE or type_.startswith(ELSEWHERE)


@pytest.mark.parametrize("type_", sorted(TABLE))
def test_a_type_is_made_or_changed_and_read_and_no_call_is_a_wildcard(type_: str) -> None:
    row = TABLE[type_]
    assert row.makes or row.changes
    assert row.reads
    for _, action in row.calls():
        assert re.fullmatch(r"[a-z0-9-]+:[A-Z][A-Za-z0-9]+", action)


def test_what_keeps_records_or_data_lasts() -> None:
    lasting = {type_.rpartition(":")[2] for type_, row in TABLE.items() if row.lasting}
    assert {"Bucket", "Cluster", "Key", "Repository", "Trail"} <= lasting


def test_every_stage_has_calls() -> None:
    assert {stage for row in TABLE.values() for stage, _ in row.calls()} == set(Stage)
