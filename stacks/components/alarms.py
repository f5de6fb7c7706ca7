"""Rules and filters that turn events into alarms."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

NAMESPACE = "Enclave"
MINUTE, HOUR = 60, 3600  # seconds


@dataclass(frozen=True, kw_only=True)
class BusAlarm:
    """An alarm of the event bus: `pattern` as EventBridge takes it."""

    name: str
    says: str
    pattern: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class FilterAlarm:
    """An alarm on records of the trail: `pattern` as CloudWatch Logs takes it."""

    name: str
    says: str
    pattern: str


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


class Alarms(pulumi.ComponentResource):
    """One alarm a kind of event, on one topic; and one for a trail that has fallen silent."""

    names: pulumi.Output[Sequence[str]]

    def __init__(
        self, name: str, args: AlarmsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:audit:Alarms", name, None, opts)
        rules = [self._on_bus(name, args, alarm) for alarm in args.bus]
        metrics = [self._on_trail(name, args, alarm) for alarm in args.trail]
        silence = self._on_silence(name, args)
        self.names = pulumi.Output.all(*rules, *metrics, silence)
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
            period=MINUTE,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            tags={"Name": full},
            opts=child,
        ).name

    def _on_silence(self, name: str, args: AlarmsArgs) -> pulumi.Output[str]:
        full = f"{args.prefix}-trail-silent"
        return aws.cloudwatch.MetricAlarm(
            f"{name}-trail-silent",
            name=full,
            alarm_description="the trail has brought nothing for an hour",
            alarm_actions=[args.topic_arn],
            namespace="AWS/Logs",
            metric_name="IncomingLogEvents",
            dimensions={"LogGroupName": args.log_group},
            statistic="Sum",
            period=HOUR,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="LessThanThreshold",
            treat_missing_data="breaching",  # a silent group has no data at all
            tags={"Name": full},
            opts=pulumi.ResourceOptions(parent=self),
        ).name
