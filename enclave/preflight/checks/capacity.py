"""A declared capacity reservation is active, and is what the nodes are started as."""

from collections.abc import Iterator, Mapping
from typing import Any

from enclave.declaration.model.sites import Capacity, CapacityKind, NodeGroup
from enclave.preflight.check import Check, Context, Said
from enclave.problems import Severity

_UNKNOWN = ("InvalidCapacityReservationId.NotFound", "InvalidCapacityReservationId.Malformed")
_TYPES = {CapacityKind.RESERVED: "default", CapacityKind.BLOCK: "capacity-block"}


def _look(context: Context) -> Iterator[Said]:
    nodes = context.declaration.sites[context.site].nodes
    group = nodes.gpu if nodes else None
    if group is None or group.capacity is None:
        return
    name = group.capacity.reservation
    asked = {"CapacityReservationIds": [name]}
    told = context.account.look("ec2", "DescribeCapacityReservations", *_UNKNOWN, **asked)
    found = (told or {}).get("CapacityReservations", [])
    zone = f"{context.placement.region}{group.capacity.zone}"
    wrong = _wrong(group, group.capacity, zone, found[0]) if found else ["is not there"]
    for each in wrong:
        yield Said(
            subject=name,
            message=f"capacity reservation {name} {each}",
            fix=f"correct sites.{context.site}.nodes.gpu, or have the reservation changed",
        )


def _wrong(group: NodeGroup, capacity: Capacity, zone: str, found: Mapping[str, Any]) -> list[str]:
    pairs = (
        ("State", "active"),
        ("ReservationType", _TYPES[capacity.kind]),
        ("InstanceType", group.type),
        ("AvailabilityZone", zone),
    )
    said = [
        f"has {field} {found.get(field)}, and {wanted} is needed"
        for field, wanted in pairs
        if found.get(field) != wanted
    ]
    total = int(found.get("TotalInstanceCount", 0))
    few = f"holds {total} machines, and the site needs {group.count}"
    return [*said, few] if total < group.count else said


CHECK = Check(
    id="PREFLIGHT_CAPACITY",
    title="The capacity reservation holds the site's machines",
    severity=Severity.HIGH,
    look=_look,
)
