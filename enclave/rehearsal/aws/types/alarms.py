"""CloudWatch: alarms on metrics."""

import re

from enclave.rehearsal.aws.model import Call, Look, Resource, Service, Step

CLOUDWATCH = Service(
    name="cloudwatch",
    gone=re.compile(r"ResourceNotFound\w*"),
    tag=Call(operation="TagResource", parameters={"ResourceARN": "it.AlarmArn", "Tags": "tags"}),
    untag=Call(
        operation="UntagResource", parameters={"ResourceARN": "it.AlarmArn", "TagKeys": "removed"}
    ),
)
_ALARM = {
    "AlarmName": "in.name",
    "AlarmDescription": "in.alarmDescription",
    "ActionsEnabled": "in.actionsEnabled",
    "AlarmActions": "in.alarmActions",
    "MetricName": "in.metricName",
    "Namespace": "in.namespace",
    "Statistic": "in.statistic",
    "Dimensions": "tag_list(in.dimensions)[].{Name: Key, Value: Value}",
    "Period": "in.period",
    "EvaluationPeriods": "in.evaluationPeriods",
    "Threshold": "in.threshold",
    "ComparisonOperator": "in.comparisonOperator",
    "TreatMissingData": "in.treatMissingData",
}
_SAID = {
    "actionsEnabled": "it.ActionsEnabled",
    "alarmActions": "it.AlarmActions",
    "alarmDescription": "it.AlarmDescription",
    "comparisonOperator": "it.ComparisonOperator",
    "dimensions": "tag_map(it.Dimensions[].{Key: Name, Value: Value})",
    "evaluationPeriods": "it.EvaluationPeriods",
    "metricName": "it.MetricName",
    "namespace": "it.Namespace",
    "period": "it.Period",
    "statistic": "it.Statistic",
    "threshold": "it.Threshold",
    "treatMissingData": "it.TreatMissingData",
}
_CHANGES = frozenset(_SAID)

METRIC_ALARM = Resource(
    type="aws:cloudwatch/metricAlarm:MetricAlarm",
    service=CLOUDWATCH,
    create=Call(operation="PutMetricAlarm", parameters={**_ALARM, "Tags": "tags"}),
    id="in.name",
    names={"name"},
    autoname="name",
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeAlarms", parameters={"AlarmNames": "[id]"}),
            at="answer.MetricAlarms[0]",
            gives={"name": "it.AlarmName", "arn": "it.AlarmArn", **_SAID},
        ),
        Look(
            call=Call(operation="ListTagsForResource", parameters={"ResourceARN": "it.AlarmArn"}),
            gives={"tags": "answer.Tags"},
        ),
    ),
    steps=(
        Step(properties=_CHANGES, calls=(Call(operation="PutMetricAlarm", parameters=_ALARM),)),
    ),
    delete=(Call(operation="DeleteAlarms", parameters={"AlarmNames": "[id]"}),),
    replace_on={"name"},
    defaults={"actionsEnabled": True, "treatMissingData": "missing"},
)

TYPES = (METRIC_ALARM,)
