"""The switch: a signed order that narrows or closes a part of the door until a moment."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from enclave.problems import Problem
from enclave.records.canonical import canonical_bytes, parse_canonical
from enclave.records.reading import STRICT, Words, read_json, schema_of

PURPOSE = "enclave.switch.v1"  # signed with it, so that no other record can pass for a switch


class Degree(StrEnum):
    """How far a switch goes: `restrict` leaves the least sensitive use, `cut` leaves none."""

    RESTRICT = "restrict"
    CUT = "cut"


class Position(StrEnum):
    """What a target may do now."""

    OPEN = "open"
    RESTRICTED = "restricted"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Switch:
    """An order about one target; a higher `serial` replaces a lower one.

    `target` names what is switched (`door`, a caller, a function, a class). The order is in force
    before `until` and spent from then on: one whose `until` has passed opens.
    """

    __pydantic_config__ = STRICT

    serial: Annotated[int, Field(ge=1, le=2**53 - 1)]
    target: Words
    degree: Degree
    until: AwareDatetime

    def canonical(self) -> bytes:
        """Give the bytes to sign: the purpose and the four values, time in UTC."""
        until = self.until.astimezone(UTC).isoformat(timespec="microseconds")
        return canonical_bytes(
            {
                "purpose": PURPOSE,
                "serial": self.serial,
                "target": self.target,
                "degree": self.degree,
                "until": until,
            }
        )


@dataclass(frozen=True, kw_only=True)
class _Signed:
    __pydantic_config__ = STRICT

    purpose: Annotated[str, Field(pattern=f"^{PURPOSE}$")]
    serial: Annotated[int, Field(ge=1, le=2**53 - 1)]
    target: Words
    degree: Degree
    until: AwareDatetime


def read_switch(data: bytes, where: str) -> Switch:
    """Read the signed bytes back; raises `Problem` for any other spelling."""
    parse_canonical(data, where)
    signed = read_json(data, _Signed, where)
    switch = Switch(
        serial=signed.serial, target=signed.target, degree=signed.degree, until=signed.until
    )
    if switch.canonical() != data:
        fix = "write it in UTC with microseconds"
        raise Problem(where=where, problem="spells until in another way", fix=fix)
    return switch


def position(
    switch: Switch | None, *, last_serial: int, signature_valid: bool, now: datetime
) -> Position:
    """Decide what the target may do.

    Closed if there is no switch, if its signature is bad, or if its serial is older than the
    highest that was seen: whoever can remove or replay an order must not open the door with it.
    """
    if switch is None or not signature_valid or switch.serial < last_serial:
        return Position.CLOSED
    if now >= switch.until:
        return Position.OPEN
    return Position.CLOSED if switch.degree is Degree.CUT else Position.RESTRICTED


def is_open(
    switch: Switch | None, *, last_serial: int, signature_valid: bool, now: datetime
) -> bool:
    """Tell whether the target may do all that is declared; a restricted one may not."""
    found = position(switch, last_serial=last_serial, signature_valid=signature_valid, now=now)
    return found is Position.OPEN


def switch_schema() -> dict[str, Any]:
    """Give the JSON Schema of the signed bytes."""
    return schema_of(_Signed, "Switch of the sovereign enclave kit, version 1")
