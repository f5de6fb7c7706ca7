"""Alarms that rest on the trail: what somebody must look at, whoever did it.

What happens in the site's region, the event bus tells within a minute (`event_alarms`). What AWS
tells of in another region (IAM, sign-in, the root user: ADR 0009), and what no bus carries
(refusals at endpoints), only the trail brings home, some minutes later: those are filters on its
log group. What takes the alarms themselves away is told in both ways: a rule cannot tell of its own
end, nor a filter.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.buckets import BucketRole, bucket_name
from enclave.derive.names import resource_name
from enclave.derive.workloads import RoleKey, role_name

_ALARMING = ("events", "monitoring", "sns", "sqs")
_ISSUER = "$.userIdentity.sessionContext.sessionIssuer.arn"


@dataclass(frozen=True, kw_only=True)
class TrailAlarm:
    """Records that alarm once the trail brought them: `pattern` is a filter of CloudWatch Logs."""

    name: str
    says: str
    pattern: str
    missed: bool = False
    """Whether it alarms the other way round: when an hour brought no such record."""


def trail_alarms(declaration: Declaration, site: str) -> tuple[TrailAlarm, ...]:
    """The alarms that rest on the trail. Raises Problem for a data centre."""
    names = aws_names(declaration, site)
    controller = names.iam(f"role/{role_name(declaration, site, RoleKey.LOAD_BALANCER_CONTROLLER)}")
    return (
        *_seen_from_afar(declaration, names),
        *_told_twice(names),
        _targets(names, controller),
        _unwritten(
            "dns-logs-silent",
            "the record of names that were asked for has got nothing for an hour",
            bucket_name(declaration, site, BucketRole.DNS_LOGS),
        ),
        _unwritten(
            "flow-logs-silent",
            "the record of packet flows has got nothing for an hour",
            bucket_name(declaration, site, BucketRole.FLOW_LOGS),
        ),
    )


def alarm_name(declaration: Declaration, site: str, alarm: str) -> str:
    """Name of an alarm of a site, of its rule and of its metric."""
    return resource_name(declaration, site, alarm)


def _seen_from_afar(declaration: Declaration, names: AwsNames) -> Iterator[TrailAlarm]:
    yield TrailAlarm(
        name="identity",
        says="a user, role, policy or identity provider was changed",
        pattern=f"{{ {_from(names, 'iam')} && ($.readOnly IS FALSE) }}",
    )
    yield TrailAlarm(
        name="organization",
        says="the account's place in its organization was changed from inside",
        pattern=f"{{ {_from(names, 'organizations')} && ($.readOnly IS FALSE) }}",
    )
    yield TrailAlarm(
        name="root-user",
        says="the root user of the account did something",
        pattern='{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS)'
        ' && ($.eventType != "AwsServiceEvent") }',
    )
    yield TrailAlarm(
        name="sign-in",
        says="somebody signed in to the console, or tried to",
        pattern=f"{{ {_from(names, 'signin')} }}",
    )
    if declaration.organization.aws is not None:
        yield _break_glass(names.iam(declaration.organization.aws.break_glass))
    yield TrailAlarm(
        name="endpoint-refused",
        says="an endpoint refused a call: foreign credentials, or one that is not foreseen",
        pattern='{ ($.errorCode = "VpceAccessDenied") }',
    )


def _told_twice(names: AwsNames) -> Iterator[TrailAlarm]:
    yield TrailAlarm(
        name="trail-changed-too",
        says="the trail was changed: told by itself, should the event bus be kept from it",
        pattern=f"{{ {_from(names, 'cloudtrail')} && ($.readOnly IS FALSE) }}",
    )
    alarming = " || ".join(_from(names, service) for service in _ALARMING)
    yield TrailAlarm(
        name="alarms-changed-too",
        says="an alarm was changed: told by the trail, should the event bus be kept from it",
        pattern=f"{{ ({alarming}) && ($.readOnly IS FALSE) }}",
    )


def _targets(names: AwsNames, controller: str) -> TrailAlarm:
    """The controller follows the door's pods, so it alone is no news."""
    moved = '($.eventName = "RegisterTargets") || ($.eventName = "DeregisterTargets")'
    other = f'({_ISSUER} NOT EXISTS) || ({_ISSUER} != "{controller}")'
    return TrailAlarm(
        name="targets-changed",
        says="somebody but the load balancer controller led the door's connections elsewhere",
        pattern=f"{{ {_from(names, 'elasticloadbalancing')} && ({moved}) && ({other}) }}",
    )


def _unwritten(name: str, says: str, bucket: str) -> TrailAlarm:
    """AWS has no metric of what it writes into a bucket for us; the trail records each file."""
    written = f'($.eventName = "PutObject") && ($.requestParameters.bucketName = "{bucket}")'
    return TrailAlarm(name=name, says=says, pattern=f"{{ {written} }}", missed=True)


def _break_glass(role: str) -> TrailAlarm:
    return TrailAlarm(
        name="break-glass",
        says="the break-glass role was taken or used",
        pattern=f'{{ ($.requestParameters.roleArn = "{role}")'
        f' || ($.userIdentity.sessionContext.sessionIssuer.arn = "{role}") }}',
    )


def _from(names: AwsNames, service: str) -> str:
    return f'($.eventSource = "{names.principal(service)}")'
