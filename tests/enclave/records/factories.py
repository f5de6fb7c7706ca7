"""The smallest valid records; a test spells out what it is about."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from enclave.records.artefacts import Artefact, Kind
from enclave.records.audit_record import GENESIS, AuditRecord, Direction, Verdict
from enclave.records.export import Export
from enclave.records.switch import Degree, Switch

RECORD = AuditRecord(
    time="2026-11-24T12:00:00.000000Z",
    chain="door-0",
    sequence=0,
    previous=GENESIS,
    request="r-1",
    caller="desk",
    function="service-reply",
    model="assistant",
    direction=Direction.REQUEST,
    classes=("personal",),
    passed=("Product2.Name",),
    masked=("Case.Description",),
    dropped=("Product2.UnitCost__c",),
    body_bytes=1024,
    tokens=256,
    rules=("personal-eu",),
    verdict=Verdict.MASK,
    policy="ab" * 32,
    body_hmac="cd" * 32,
)
SWITCH = Switch(
    serial=7, target="door", degree=Degree.CUT, until=datetime(2026, 11, 25, tzinfo=UTC)
)
KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234"
EXPORT = Export(
    partition="aws",
    account="111122223333",
    region="eu-central-1",
    site="frankfurt",
    declaration_digest="ab" * 32,
    vpc="vpc-0a1b2c3d",
    subnets={"nodes": ("10.40.0.0/22", "10.40.4.0/22")},
    cluster=None,
    keys_by_class={"pricing": {"content": KEY}},
    keys_by_purpose={"audit": KEY},
    buckets={"audit": "loom-frankfurt-audit"},
    registry="111122223333.dkr.ecr.eu-central-1.amazonaws.example",
    target_group=None,
    internal_target_group=None,
    endpoint_service=None,
    roles={"door": "arn:aws:iam::111122223333:role/door"},
)
ARTEFACT = Artefact(
    name="triton",
    kind=Kind.IMAGE,
    version="2.51.0",
    source="NVIDIA",
    licence="BSD-3-Clause",
    sha256="ab" * 32,
)


def make_record(**overrides: Any) -> AuditRecord:  # noqa: ANN401  any field of a record
    return replace(RECORD, **overrides)


def make_chain(length: int, chain: str = "door-0") -> list[AuditRecord]:
    """Give a whole chain from its beginning."""
    records: list[AuditRecord] = []
    for sequence in range(length):
        previous = records[-1].digest() if records else GENESIS
        records.append(make_record(chain=chain, sequence=sequence, previous=previous))
    return records


def make_switch(**overrides: Any) -> Switch:  # noqa: ANN401  any field of a switch
    return replace(SWITCH, **overrides)


def make_export(**overrides: Any) -> Export:  # noqa: ANN401  any field of an export
    return replace(EXPORT, **overrides)


def make_artefact(**overrides: Any) -> Artefact:  # noqa: ANN401  any field of an artefact
    return replace(ARTEFACT, **overrides)
