"""The trail of a cloud site: which events AWS records there, and by which selectors.

Recorded are all management events of every region (ADR 0009), what is done to objects in the
site's buckets and in the one that holds its stacks' state, reads of disk snapshots, and calls that
a VPC endpoint's policy refused: that is how foreign credentials inside the network show. A call
that it let through is of the site's own account, and stands in the trail as such.

What is put into the trail's own bucket is left out, since each record of that would call for the
next one. Whoever else puts something there does not show; log file validation tells its file apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.buckets import BucketRole, buckets
from enclave.derive.endpoints import endpoints
from enclave.derive.names import trail_name
from enclave.derive.state_backend import state_backend
from enclave.facts.network_activity import records_network_activity

_DENIED = "VpceAccessDenied"  # the only error by which CloudTrail selects


@dataclass(frozen=True, kw_only=True)
class FieldSelector:
    """One condition on an event: its field is one of, is none of, or begins with one of these."""

    field: str
    equals: tuple[str, ...] = ()
    not_equals: tuple[str, ...] = ()
    starts_with: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EventSelector:
    """An event that meets all `fields` is recorded; `name` says what for."""

    name: str
    fields: tuple[FieldSelector, ...]


@dataclass(frozen=True, kw_only=True)
class TrailSpec:
    """The trail: an event that any of the selectors takes is recorded."""

    name: str
    selectors: tuple[EventSelector, ...]


def trail(declaration: Declaration, site: str) -> TrailSpec:
    """The trail of a cloud site. Raises Problem for a data centre."""
    return TrailSpec(
        name=trail_name(declaration, site), selectors=tuple(_selectors(declaration, site))
    )


def _selectors(declaration: Declaration, site: str) -> Iterator[EventSelector]:
    names = aws_names(declaration, site)
    yield EventSelector(name="management", fields=(_is("eventCategory", "Management"),))
    yield from _objects(declaration, site, names)
    yield _data("access points", "AWS::S3::AccessPoint")
    yield _data("snapshot blocks", "AWS::EC2::Snapshot")
    yield from _refused_at_endpoints(declaration, site, names)


def _objects(declaration: Declaration, site: str, names: AwsNames) -> Iterator[EventSelector]:
    within = {b.role: names.bucket(f"{b.name}/") for b in buckets(declaration, site)}
    own = FieldSelector(field="resources.ARN", starts_with=(within.pop(BucketRole.TRAIL),))
    state = names.bucket(f"{state_backend(declaration, site).bucket}/")
    others = FieldSelector(field="resources.ARN", starts_with=(*within.values(), state))
    written = FieldSelector(field="eventName", not_equals=("PutObject",))
    yield _data("objects", "AWS::S3::Object", others)
    yield _data("objects of the trail, but for its own writes", "AWS::S3::Object", own, written)


def _refused_at_endpoints(
    declaration: Declaration, site: str, names: AwsNames
) -> Iterator[EventSelector]:
    services = {e.service.removesuffix("-fips") for e in endpoints(declaration, site)}
    for service in sorted(filter(records_network_activity, services)):
        yield EventSelector(
            name=f"refused at the endpoint of {service}",
            fields=(
                _is("eventCategory", "NetworkActivity"),
                _is("eventSource", names.principal(service)),
                _is("errorCode", _DENIED),
            ),
        )


def _data(name: str, kind: str, *more: FieldSelector) -> EventSelector:
    fields = (_is("eventCategory", "Data"), _is("resources.type", kind), *more)
    return EventSelector(name=name, fields=fields)


def _is(field: str, value: str) -> FieldSelector:
    return FieldSelector(field=field, equals=(value,))
