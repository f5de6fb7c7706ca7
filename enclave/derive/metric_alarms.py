"""Alarms on what a site's records do not do: fall silent, or lag behind on their way.

Silence is no event, so that metrics of AWS tell of it. A new site alarms until its first record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from enclave.declaration.model import Declaration
from enclave.derive.cluster import cluster
from enclave.derive.names import log_stream, trail_log_group

LATE = 1800  # seconds; a file is ended after 300
_GROUP = ("AWS/Logs", "IncomingLogEvents")
_STREAM = ("AWS/Firehose", "IncomingRecords")


class Comparison(StrEnum):
    """On which side of its threshold a metric alarms."""

    BELOW = "LessThanThreshold"
    FROM = "GreaterThanOrEqualToThreshold"


@dataclass(frozen=True, kw_only=True)
class MetricAlarm:
    """A metric of AWS over one hour; `of` names the one thing that it measures."""

    name: str
    says: str
    namespace: str
    metric: str
    of: Mapping[str, str]
    statistic: str
    comparison: Comparison
    threshold: int
    missing: bool = False
    """Whether no data at all alarms too."""


def metric_alarms(declaration: Declaration, site: str) -> tuple[MetricAlarm, ...]:
    """The alarms on silence and on delivery. Raises Problem for a data centre."""
    trail = {"LogGroupName": trail_log_group(declaration, site)}
    logs = {"LogGroupName": cluster(declaration, site).log_group}
    stream = {"DeliveryStreamName": log_stream(declaration, site)}
    return (
        _silent("trail", "the trail has brought nothing for an hour", _GROUP, trail),
        _silent("cluster-logs", "the control plane has logged nothing for an hour", _GROUP, logs),
        _silent(
            "cluster-stream",
            "no log of the control plane was handed to its stream for an hour",
            _STREAM,
            stream,
        ),
        *_delivery(stream),
    )


def _silent(what: str, says: str, measure: tuple[str, str], of: Mapping[str, str]) -> MetricAlarm:
    namespace, metric = measure
    return MetricAlarm(
        name=f"{what}-silent",
        says=says,
        namespace=namespace,
        metric=metric,
        of=of,
        statistic="Sum",
        comparison=Comparison.BELOW,
        threshold=1,
        missing=True,  # what is silent has no data at all
    )


def _delivery(stream: Mapping[str, str]) -> Iterator[MetricAlarm]:
    yield MetricAlarm(
        name="cluster-stream-failed",
        says="for an hour no file of the control plane's logs could be written",
        namespace=_STREAM[0],
        metric="DeliveryToS3.Success",
        of=stream,
        statistic="Maximum",
        comparison=Comparison.BELOW,
        threshold=1,
    )
    yield MetricAlarm(
        name="cluster-stream-late",
        says="logs of the control plane have waited half an hour to be written",
        namespace=_STREAM[0],
        metric="DeliveryToS3.DataFreshness",
        of=stream,
        statistic="Maximum",
        comparison=Comparison.FROM,
        threshold=LATE,
    )
