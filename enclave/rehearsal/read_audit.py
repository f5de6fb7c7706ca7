"""What records and alarms as it stands; read with the SDK."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from enclave.derive.trail import EventSelector, FieldSelector


class Clients(Protocol):
    """Makes a client of a service, for the site's account and region."""

    def __call__(self, service: str) -> Any:  # noqa: ANN401  botocore has no types
        """Return the client."""
        ...


@dataclass(frozen=True, kw_only=True)
class Trail:
    """A trail; `log_group` is the ARN that it writes to, if any."""

    logging: bool
    everywhere: bool
    validated: bool
    bucket: str
    key: str | None
    log_group: str | None
    selectors: tuple[EventSelector, ...]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule of the event bus; `targets` are pairs of an ARN and the role that it is told as."""

    enabled: bool
    pattern: Any
    targets: frozenset[tuple[str, str | None]]


@dataclass(frozen=True, kw_only=True)
class MetricAlarm:
    """An alarm on a metric; `patterns` are the filters of log groups that the metric counts.

    `of` are its dimensions. `when` is the comparison, its threshold, and what lacking data means.
    """

    enabled: bool
    metric: str
    actions: frozenset[str]
    patterns: frozenset[tuple[str, str]]
    of: frozenset[tuple[str, str]]
    when: tuple[str, float, str]


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic; `listeners` are pairs of a protocol and an address."""

    key: str | None
    policy: Any
    listeners: frozenset[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Queue:
    """A queue."""

    key: str | None
    policy: Any


@dataclass(frozen=True, kw_only=True)
class Stream:
    """A stream into a bucket, by ARNs; `sources` are log groups that are handed to it."""

    bucket: str
    folder: str
    key: str | None
    encrypted: bool
    sources: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Audit:
    """All of it in the account and region, whoever put it there, by name."""

    trails: Mapping[str, Trail]
    rules: Mapping[str, Rule]
    alarms: Mapping[str, MetricAlarm]
    topics: Mapping[str, Topic]
    queues: Mapping[str, Queue]
    streams: Mapping[str, Stream]


def read_audit(clients: Clients) -> Audit:
    """Read trails, rules, alarms, topics, queues and streams."""
    logs = clients("logs")
    return Audit(
        trails=dict(_trails(clients("cloudtrail"))),
        rules=dict(_rules(clients("events"))),
        alarms=dict(_alarms(clients("cloudwatch"), logs)),
        topics=dict(_topics(clients("sns"))),
        queues=dict(_queues(clients("sqs"))),
        streams=dict(_streams(clients("firehose"), logs)),
    )


def _trails(trail: Any) -> Iterator[tuple[str, Trail]]:  # noqa: ANN401  botocore has no types
    for each in trail.describe_trails()["trailList"]:
        arn = each["TrailARN"]
        chosen = trail.get_event_selectors(TrailName=arn).get("AdvancedEventSelectors") or ()
        yield (
            each["Name"],
            Trail(
                logging=trail.get_trail_status(Name=arn)["IsLogging"],
                everywhere=each["IsMultiRegionTrail"],
                validated=each["LogFileValidationEnabled"],
                bucket=each["S3BucketName"],
                key=each.get("KmsKeyId"),
                log_group=each.get("CloudWatchLogsLogGroupArn"),
                selectors=tuple(_selector(selector) for selector in chosen),
            ),
        )


def _selector(selector: Mapping[str, Any]) -> EventSelector:
    fields = (
        FieldSelector(
            field=each["Field"],
            equals=tuple(each.get("Equals", ())),
            not_equals=tuple(each.get("NotEquals", ())),
            starts_with=tuple(each.get("StartsWith", ())),
        )
        for each in selector["FieldSelectors"]
    )
    return EventSelector(name=selector.get("Name", ""), fields=tuple(fields))


def _rules(events: Any) -> Iterator[tuple[str, Rule]]:  # noqa: ANN401  botocore has no types
    for page in events.get_paginator("list_rules").paginate():
        for each in page["Rules"]:
            told = events.list_targets_by_rule(Rule=each["Name"])["Targets"]
            yield (
                each["Name"],
                Rule(
                    enabled=each["State"] == "ENABLED",
                    pattern=json.loads(each.get("EventPattern") or "null"),
                    targets=frozenset((t["Arn"], t.get("RoleArn")) for t in told),
                ),
            )


def _alarms(
    cloudwatch: Any,  # noqa: ANN401  botocore has no types
    logs: Any,  # noqa: ANN401  botocore has no types
) -> Iterator[tuple[str, MetricAlarm]]:
    filters = logs.get_paginator("describe_metric_filters").paginate().build_full_result()
    for page in cloudwatch.get_paginator("describe_alarms").paginate():
        for each in page.get("MetricAlarms", ()):
            metric = each["MetricName"]
            yield (
                each["AlarmName"],
                MetricAlarm(
                    enabled=each["ActionsEnabled"],
                    metric=metric,
                    actions=frozenset(each["AlarmActions"]),
                    patterns=frozenset(
                        (one["logGroupName"], one["filterPattern"])
                        for one in filters["metricFilters"]
                        if any(m["metricName"] == metric for m in one["metricTransformations"])
                    ),
                    of=frozenset((d["Name"], d["Value"]) for d in each.get("Dimensions", ())),
                    when=(
                        each["ComparisonOperator"],
                        each["Threshold"],
                        each.get("TreatMissingData", "missing"),
                    ),
                ),
            )


def _topics(sns: Any) -> Iterator[tuple[str, Topic]]:  # noqa: ANN401  botocore has no types
    for page in sns.get_paginator("list_topics").paginate():
        for each in page["Topics"]:
            arn = each["TopicArn"]
            known = sns.get_topic_attributes(TopicArn=arn)["Attributes"]
            heard = sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=arn)
            yield (
                arn.rpartition(":")[2],
                Topic(
                    key=known.get("KmsMasterKeyId") or None,
                    policy=json.loads(known.get("Policy") or "null"),
                    listeners=frozenset(
                        (s["Protocol"], s["Endpoint"]) for p in heard for s in p["Subscriptions"]
                    ),
                ),
            )


def _queues(sqs: Any) -> Iterator[tuple[str, Queue]]:  # noqa: ANN401  botocore has no types
    for page in sqs.get_paginator("list_queues").paginate():
        for url in page.get("QueueUrls", ()):
            known = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
            yield (
                url.rpartition("/")[2],
                Queue(
                    key=known.get("KmsMasterKeyId"),
                    policy=json.loads(known.get("Policy") or "null"),
                ),
            )


def _streams(
    firehose: Any,  # noqa: ANN401  botocore has no types
    logs: Any,  # noqa: ANN401  botocore has no types
) -> Iterator[tuple[str, Stream]]:
    sources = dict(_subscriptions(logs))
    for name in firehose.list_delivery_streams()["DeliveryStreamNames"]:
        known = firehose.describe_delivery_stream(DeliveryStreamName=name)
        stream = known["DeliveryStreamDescription"]
        bucket = stream["Destinations"][0]["ExtendedS3DestinationDescription"]
        encryption = bucket.get("EncryptionConfiguration", {}).get("KMSEncryptionConfig", {})
        yield (
            name,
            Stream(
                bucket=bucket["BucketARN"],
                folder=bucket.get("Prefix", ""),
                key=encryption.get("AWSKMSKeyARN"),
                encrypted="DeliveryStreamEncryptionConfiguration" in stream,
                sources=frozenset(
                    group for group, arns in sources.items() if stream["DeliveryStreamARN"] in arns
                ),
            ),
        )


def _subscriptions(
    logs: Any,  # noqa: ANN401  botocore has no types
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield where each log group hands its lines, all of them."""
    for page in logs.get_paginator("describe_log_groups").paginate():
        for group in page["logGroups"]:
            name = group["logGroupName"]
            found = logs.describe_subscription_filters(logGroupName=name)["subscriptionFilters"]
            yield name, frozenset(f["destinationArn"] for f in found if not f["filterPattern"])
