"""What of a site's records falls silent or lags, alarms."""

import pytest

from enclave.derive.metric_alarms import Comparison, MetricAlarm, metric_alarms
from enclave.problems import Problem
from tests.enclave.derive.declared import declared, with_data_centre

TRAIL = {"LogGroupName": "/enclave/loom-frankfurt-trail"}
CLUSTER = {"LogGroupName": "/aws/eks/loom-frankfurt-cluster/cluster"}
STREAM = {"DeliveryStreamName": "loom-frankfurt-cluster-logs"}


def alarm(name: str) -> MetricAlarm:
    (found,) = (a for a in metric_alarms(declared(), "frankfurt") if a.name == name)
    return found


@pytest.mark.parametrize(
    ("name", "metric", "of"),
    [
        ("trail-silent", "AWS/Logs IncomingLogEvents", TRAIL),
        ("cluster-logs-silent", "AWS/Logs IncomingLogEvents", CLUSTER),
        ("cluster-stream-silent", "AWS/Firehose IncomingRecords", STREAM),
    ],
)
def test_silence_has_no_data_and_alarms(name: str, metric: str, of: dict[str, str]) -> None:
    silent = alarm(name)
    assert f"{silent.namespace} {silent.metric}" == metric
    assert silent.of == of
    assert (silent.statistic, silent.comparison, silent.threshold) == ("Sum", Comparison.BELOW, 1)
    assert silent.missing


def test_an_hour_of_failures_alarms_and_an_hour_without_a_try_does_not() -> None:
    failed = alarm("cluster-stream-failed")
    assert f"{failed.namespace} {failed.metric}" == "AWS/Firehose DeliveryToS3.Success"
    assert failed.of == STREAM
    assert (failed.statistic, failed.comparison, failed.threshold) == (
        "Maximum",
        Comparison.BELOW,
        1,
    )
    assert not failed.missing


def test_a_log_that_waits_for_half_an_hour_alarms() -> None:
    late = alarm("cluster-stream-late")
    assert f"{late.namespace} {late.metric}" == "AWS/Firehose DeliveryToS3.DataFreshness"
    assert late.of == STREAM
    assert (late.statistic, late.comparison, late.threshold) == ("Maximum", Comparison.FROM, 1800)
    assert not late.missing


def test_a_data_centre_has_none() -> None:
    with pytest.raises(Problem, match=r"sites\.venlo"):
        metric_alarms(with_data_centre(), "venlo")
