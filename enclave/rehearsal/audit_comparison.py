"""What records and alarms, held against what is derived."""

from collections.abc import Iterator

from enclave.declaration.model import Declaration
from enclave.derive.alarm_policies import (
    alarm_channel,
    queue_arn,
    queue_policy,
    topic_arn,
    topic_policy,
)
from enclave.derive.alarms import TrailAlarm, alarm_name, trail_alarms
from enclave.derive.aws_names import aws_names
from enclave.derive.buckets import BucketRole, bucket_name
from enclave.derive.cluster import cluster
from enclave.derive.delivery_policies import CLUSTER_LOGS
from enclave.derive.event_alarms import EVENT_ALARMS, EventAlarm
from enclave.derive.keys import Purpose, key_name
from enclave.derive.metric_alarms import MetricAlarm as DerivedAlarm
from enclave.derive.metric_alarms import metric_alarms
from enclave.derive.names import log_stream, trail_log_group
from enclave.derive.trail import trail
from enclave.derive.workloads import RoleKey, role_name
from enclave.rehearsal.comparison import NOT_DERIVED, NOT_STANDING, Comparison, comparison_of
from enclave.rehearsal.read_audit import Trail
from enclave.rehearsal.read_back import Held

_ONE = ("GreaterThanOrEqualToThreshold", 1, "notBreaching")
_NONE = ("LessThanThreshold", 1, "breaching")


def compare_audit(declaration: Declaration, site: str, held: Held) -> tuple[Comparison, ...]:
    """Compare the trail, the alarms, where they are told, and the way of the cluster's logs."""
    spec = trail(declaration, site)
    channel = alarm_channel(declaration, site)
    stream = log_stream(declaration, site)
    more = tuple(
        f"trail {name} {NOT_DERIVED}" for name in sorted(held.audit.trails) if name != spec.name
    )
    return (
        comparison_of(
            "trail that records",
            {spec.name: _told(f"trail {spec.name}", _of_trail(declaration, site, held))},
            more=more,
        ),
        comparison_of("alarms", dict(_alarms(declaration, site, held))),
        comparison_of(
            "alarm topic heard by its queue only",
            {channel: _told(f"alarm topic {channel}", _of_channel(declaration, site, held))},
        ),
        comparison_of(
            "log stream", {stream: _told(f"stream {stream}", _of_stream(declaration, site, held))}
        ),
    )


def _told(what: str, problems: Iterator[str]) -> tuple[str, ...]:
    return tuple(f"{what} {problem}" for problem in problems)


def _of_trail(declaration: Declaration, site: str, held: Held) -> Iterator[str]:
    spec = trail(declaration, site)
    found = held.audit.trails.get(spec.name)
    if found is None:
        yield NOT_STANDING
        return
    if not found.logging:
        yield "does not record"
    if not found.everywhere:
        yield "does not record what AWS tells of in another region"
    if not found.validated:
        yield "does not sign its files"
    if found.selectors != spec.selectors:
        yield "does not select the derived events"
    yield from _of_its_places(declaration, site, held, found)


def _of_its_places(declaration: Declaration, site: str, held: Held, found: Trail) -> Iterator[str]:
    if found.bucket != bucket_name(declaration, site, BucketRole.TRAIL):
        yield f"writes to {found.bucket}"
    if found.key != _key(declaration, site, held, Purpose.TRAIL):
        yield "is not encrypted by its key"
    group = aws_names(declaration, site).arn(
        "logs", f"log-group:{trail_log_group(declaration, site)}:*"
    )
    if found.log_group != group:
        yield "does not bring its events to the alarms"


def _alarms(
    declaration: Declaration, site: str, held: Held
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for alarm in EVENT_ALARMS:
        yield alarm.name, _told(f"alarm {alarm.name}", _of_rule(declaration, site, held, alarm))
    for each in trail_alarms(declaration, site):
        yield each.name, _told(f"alarm {each.name}", _of_filter(declaration, site, held, each))
    for one in metric_alarms(declaration, site):
        yield one.name, _told(f"alarm {one.name}", _of_silence(declaration, site, held, one))


def _of_rule(declaration: Declaration, site: str, held: Held, alarm: EventAlarm) -> Iterator[str]:
    rule = held.audit.rules.get(alarm_name(declaration, site, alarm.name))
    if rule is None:
        yield NOT_STANDING
        return
    names = aws_names(declaration, site)
    if not rule.enabled:
        yield "is switched off"
    if rule.pattern != alarm.pattern(names):
        yield "does not match the derived events"
    role = names.iam(f"role/{role_name(declaration, site, RoleKey.ALARMS)}")
    if rule.targets != {(topic_arn(declaration, site), role)}:
        yield "is told elsewhere"


def _of_filter(declaration: Declaration, site: str, held: Held, alarm: TrailAlarm) -> Iterator[str]:
    yield from _of_metric(declaration, site, held, alarm.name)
    found = held.audit.alarms.get(alarm_name(declaration, site, alarm.name))
    derived = {(trail_log_group(declaration, site), alarm.pattern)}
    if found is None:
        return
    if found.patterns != derived:
        yield "does not count the derived records"
    if found.when != (_NONE if alarm.missed else _ONE):
        yield "does not alarm when it is to"


def _of_silence(
    declaration: Declaration, site: str, held: Held, alarm: DerivedAlarm
) -> Iterator[str]:
    yield from _of_metric(declaration, site, held, alarm.name)
    found = held.audit.alarms.get(alarm_name(declaration, site, alarm.name))
    if found is None:
        return
    if (found.metric, found.of) != (alarm.metric, frozenset(alarm.of.items())):
        yield "does not measure what is derived"
    lacking = "breaching" if alarm.missing else "notBreaching"
    if found.when != (alarm.comparison, alarm.threshold, lacking):
        yield "does not alarm when it is to"


def _of_metric(declaration: Declaration, site: str, held: Held, name: str) -> Iterator[str]:
    found = held.audit.alarms.get(alarm_name(declaration, site, name))
    if found is None:
        yield NOT_STANDING
        return
    if not found.enabled:
        yield "is switched off"
    if found.actions != {topic_arn(declaration, site)}:
        yield "is told elsewhere"


def _of_channel(declaration: Declaration, site: str, held: Held) -> Iterator[str]:
    name = alarm_channel(declaration, site)
    topic, queue = held.audit.topics.get(name), held.audit.queues.get(name)
    if topic is None or queue is None:
        yield NOT_STANDING
        return
    key = _key(declaration, site, held, Purpose.ALARMS)
    if {topic.key, queue.key} != {key}:
        yield "is not encrypted by its key"
    if topic.listeners != {("sqs", queue_arn(declaration, site))}:
        yield "is not heard by its queue alone"
    derived = (topic_policy(declaration, site), queue_policy(declaration, site))
    if (topic.policy, queue.policy) != derived:
        yield "does not carry the derived policies"


def _of_stream(declaration: Declaration, site: str, held: Held) -> Iterator[str]:
    found = held.audit.streams.get(log_stream(declaration, site))
    if found is None:
        yield NOT_STANDING
        return
    bucket = aws_names(declaration, site).bucket(bucket_name(declaration, site, BucketRole.TRAIL))
    if (found.bucket, found.folder) != (bucket, CLUSTER_LOGS):
        yield f"writes to {found.bucket}/{found.folder}"
    if not found.encrypted or found.key != _key(declaration, site, held, Purpose.TRAIL):
        yield "is not encrypted by its key"
    if found.sources != {cluster(declaration, site).log_group}:
        yield "is not handed every line of the control plane"


def _key(declaration: Declaration, site: str, held: Held, purpose: Purpose) -> str | None:
    key = held.keys.get(key_name(declaration, site, purpose, None))
    return None if key is None else key.arn
