"""Rules and filters that turn events into alarms."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from enclave.derive.metric_alarms import Comparison, MetricAlarm

NAMESPACE = "Enclave"
MINUTE, HOUR = 60, 3600  # seconds
_MISSING = {True: "breaching", False: "notBreaching"}


@dataclass(frozen=True, kw_only=True)
class BusAlarm:
    """An alarm of the event bus: `pattern` as EventBridge takes it."""

    name: str
    says: str
    pattern: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class FilterAlarm:
    """An alarm on records of the trail: `pattern` as CloudWatch Logs takes it.

    It alarms on one record or, if `missed`, on an hour without one.
    """

    name: str
    says: str
    pattern: str
    missed: bool


@dataclass(frozen=True, kw_only=True)
class AlarmsArgs:
    """Inputs of `Alarms`; names begin with `prefix`.

    The event bus takes `role_arn` to speak on the topic. `log_group` holds the trail's records.
    """

    prefix: str
    topic_arn: pulumi.Input[str]
    role_arn: pulumi.Input[str]
    log_group: pulumi.Input[str]
    bus: Sequence[BusAlarm]
    trail: Sequence[FilterAlarm]
    metrics: Sequence[MetricAlarm]


class Alarms(pulumi.ComponentResource):
    """One alarm a kind of event, on one topic; and one for each record that falls silent."""

    names: pulumi.Output[Sequence[str]]

    def __init__(
        self, name: str, args: AlarmsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:audit:Alarms", name, None, opts)
        rules = [self._on_bus(name, args, alarm) for alarm in args.bus]
        records = [self._on_trail(name, args, alarm) for alarm in args.trail]
        metrics = [self._on_metric(name, args, alarm) for alarm in args.metrics]
        self.names = pulumi.Output.all(*rules, *records, *metrics)
        self.register_outputs({"names": self.names})

    def _on_bus(self, name: str, args: AlarmsArgs, alarm: BusAlarm) -> pulumi.Output[str]:
        child = pulumi.ResourceOptions(parent=self)
        full = f"{args.prefix}-{alarm.name}"
        rule = aws.cloudwatch.EventRule(
            f"{name}-{alarm.name}",
            name=full,
            description=alarm.says,
            event_pattern=json.dumps(alarm.pattern),
            state="ENABLED",
            tags={"Name": full},
            opts=child,
        )
        return aws.cloudwatch.EventTarget(
            f"{name}-{alarm.name}-target",
            rule=rule.name,
            target_id="alarms",
            arn=args.topic_arn,
            role_arn=args.role_arn,
            opts=child,
        ).rule

    def _on_trail(self, name: str, args: AlarmsArgs, alarm: FilterAlarm) -> pulumi.Output[str]:
        child = pulumi.ResourceOptions(parent=self)
        full = f"{args.prefix}-{alarm.name}"
        counted = aws.cloudwatch.LogMetricFilter(
            f"{name}-{alarm.name}-filter",
            name=full,
            log_group_name=args.log_group,
            pattern=alarm.pattern,
            metric_transformation=aws.cloudwatch.LogMetricFilterMetricTransformationArgs(
                name=full, namespace=NAMESPACE, value="1"
            ),
            opts=child,
        )
        return aws.cloudwatch.MetricAlarm(
            f"{name}-{alarm.name}",
            name=counted.name,
            alarm_description=alarm.says,
            alarm_actions=[args.topic_arn],
            namespace=NAMESPACE,
            metric_name=full,
            statistic="Sum",
            period=HOUR if alarm.missed else MINUTE,
            evaluation_periods=1,
            threshold=1,
            comparison_operator=Comparison.BELOW if alarm.missed else Comparison.FROM,
            treat_missing_data=_MISSING[alarm.missed],  # a filter counts no zeros
            tags={"Name": full},
            opts=child,
        ).name

    def _on_metric(self, name: str, args: AlarmsArgs, alarm: MetricAlarm) -> pulumi.Output[str]:
        full = f"{args.prefix}-{alarm.name}"
        return aws.cloudwatch.MetricAlarm(
            f"{name}-{alarm.name}",
            name=full,
            alarm_description=alarm.says,
            alarm_actions=[args.topic_arn],
            namespace=alarm.namespace,
            metric_name=alarm.metric,
            dimensions=alarm.of,
            statistic=alarm.statistic,
            period=HOUR,
            evaluation_periods=1,
            threshold=alarm.threshold,
            comparison_operator=alarm.comparison,
            treat_missing_data=_MISSING[alarm.missing],
            tags={"Name": full},
            opts=pulumi.ResourceOptions(parent=self),
        ).name
