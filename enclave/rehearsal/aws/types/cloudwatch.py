"""CloudWatch Logs: log groups, and what is filtered out of them."""

import re

from enclave.rehearsal.aws.model import Call, Look, Resource, Service, Step

LOGS = Service(
    name="logs",
    gone=re.compile(r"ResourceNotFoundException"),
    tag=Call(
        operation="TagResource", parameters={"resourceArn": "it.logGroupArn", "tags": "tag_map"}
    ),
    untag=Call(
        operation="UntagResource",
        parameters={"resourceArn": "it.logGroupArn", "tagKeys": "removed"},
    ),
)

LOG_GROUP = Resource(
    type="aws:cloudwatch/logGroup:LogGroup",
    service=LOGS,
    create=Call(
        operation="CreateLogGroup",
        parameters={"logGroupName": "in.name", "kmsKeyId": "in.kmsKeyId", "tags": "tag_map"},
    ),
    id="in.name",
    exists="ResourceAlreadyExistsException",
    names={"name"},
    autoname="name",
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeLogGroups", parameters={"logGroupIdentifiers": "[id]"}),
            at="where(answer.logGroups, 'logGroupName', id) | [0]",
            gives={
                "name": "it.logGroupName",
                "arn": "it.logGroupArn",
                "kmsKeyId": "it.kmsKeyId",
                "retentionInDays": "it.retentionInDays",
            },
        ),
        Look(
            call=Call(
                operation="ListTagsForResource", parameters={"resourceArn": "it.logGroupArn"}
            ),
            gives={"tags": "answer.tags"},
        ),
    ),
    steps=(
        Step(
            properties={"retentionInDays"},
            calls=(
                Call(
                    operation="PutRetentionPolicy",
                    parameters={"logGroupName": "id", "retentionInDays": "in.retentionInDays"},
                    when="in.retentionInDays",
                ),
                Call(
                    operation="DeleteRetentionPolicy",
                    parameters={"logGroupName": "id"},
                    when="!(in.retentionInDays)",
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteLogGroup", parameters={"logGroupName": "id"}),),
    replace_on={"name"},
    local={"skipDestroy"},
    unchangeable={"kmsKeyId": "moto has no AssociateKmsKey"},
)

_PUT_METRIC_FILTER = Call(
    operation="PutMetricFilter",
    parameters={
        "logGroupName": "in.logGroupName",
        "filterName": "in.name",
        "filterPattern": "in.pattern",
        "metricTransformations": """[in.metricTransformation.{
            metricName: name, metricNamespace: namespace, metricValue: value, unit: unit}]""",
    },
)

METRIC_FILTER = Resource(
    type="aws:cloudwatch/logMetricFilter:LogMetricFilter",
    service=LOGS,
    create=_PUT_METRIC_FILTER,
    id="in.name",
    names={"name", "logGroupName"},
    autoname="name",
    looks=(
        Look(
            call=Call(
                operation="DescribeMetricFilters",
                parameters={"logGroupName": "in.logGroupName", "filterNamePrefix": "in.name"},
            ),
            at="where(answer.metricFilters, 'filterName', in.name) | [0]",
            gives={
                "name": "it.filterName",
                "logGroupName": "it.logGroupName",
                "pattern": "it.filterPattern",
                "metricTransformation": """it.metricTransformations[0].{
                    name: metricName, namespace: metricNamespace, value: metricValue,
                    unit: unit}""",
            },
        ),
    ),
    steps=(Step(properties={"metricTransformation", "pattern"}, calls=(_PUT_METRIC_FILTER,)),),
    delete=(
        Call(
            operation="DeleteMetricFilter",
            parameters={"logGroupName": "in.logGroupName", "filterName": "in.name"},
        ),
    ),
    replace_on={"logGroupName", "name"},
)

_PUT_SUBSCRIPTION_FILTER = Call(
    operation="PutSubscriptionFilter",
    parameters={
        "logGroupName": "in.logGroup",
        "filterName": "in.name",
        "filterPattern": "in.filterPattern",
        "destinationArn": "in.destinationArn",
        "roleArn": "in.roleArn",
    },
)

SUBSCRIPTION_FILTER = Resource(
    type="aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
    service=LOGS,
    create=_PUT_SUBSCRIPTION_FILTER,
    id="in.name",
    names={"name", "logGroup"},
    autoname="name",
    looks=(
        Look(
            call=Call(
                operation="DescribeSubscriptionFilters",
                parameters={"logGroupName": "in.logGroup"},
            ),
            at="where(answer.subscriptionFilters, 'filterName', in.name) | [0]",
            gives={
                "name": "it.filterName",
                "logGroup": "it.logGroupName",
                "filterPattern": "it.filterPattern",
                "destinationArn": "it.destinationArn",
                "roleArn": "it.roleArn",
            },
        ),
    ),
    steps=(
        Step(
            properties={"destinationArn", "filterPattern", "roleArn"},
            calls=(_PUT_SUBSCRIPTION_FILTER,),
        ),
    ),
    delete=(
        Call(
            operation="DeleteSubscriptionFilter",
            parameters={"logGroupName": "in.logGroup", "filterName": "in.name"},
        ),
    ),
    replace_on={"logGroup", "name"},
)

TYPES = (LOG_GROUP, METRIC_FILTER, SUBSCRIPTION_FILTER)
