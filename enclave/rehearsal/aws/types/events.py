"""EventBridge: rules on the default bus, and where they send what they match."""

import re

from enclave.rehearsal.aws.model import Call, Look, Resource, Service, Step

EVENTS = Service(
    name="events",
    gone=re.compile(r"ResourceNotFoundException"),
    tag=Call(operation="TagResource", parameters={"ResourceARN": "it.Arn", "Tags": "tags"}),
    untag=Call(
        operation="UntagResource", parameters={"ResourceARN": "it.Arn", "TagKeys": "removed"}
    ),
)
_RULE = {
    "Name": "in.name",
    "EventPattern": "in.eventPattern",
    "Description": "in.description",
    "State": "in.state",
    "RoleArn": "in.roleArn",
}
_TARGET = "{Id: in.targetId, Arn: in.arn, RoleArn: in.roleArn}"

RULE = Resource(
    type="aws:cloudwatch/eventRule:EventRule",
    service=EVENTS,
    create=Call(operation="PutRule", parameters={**_RULE, "Tags": "tags"}),
    id="in.name",
    names={"name"},
    autoname="name",
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeRule", parameters={"Name": "id"}),
            gives={
                "name": "it.Name",
                "arn": "it.Arn",
                "eventPattern": "it.EventPattern",
                "description": "it.Description",
                "state": "it.State",
                "roleArn": "it.RoleArn",
            },
        ),
        Look(
            call=Call(operation="ListTagsForResource", parameters={"ResourceARN": "it.Arn"}),
            gives={"tags": "answer.Tags"},
        ),
    ),
    steps=(
        Step(
            properties={"description", "eventPattern", "roleArn", "state"},
            calls=(Call(operation="PutRule", parameters=_RULE),),
        ),
    ),
    delete=(Call(operation="DeleteRule", parameters={"Name": "id"}),),
    replace_on={"name"},
    local={"forceDestroy"},
    defaults={"state": "ENABLED"},
)

TARGET = Resource(
    type="aws:cloudwatch/eventTarget:EventTarget",
    service=EVENTS,
    create=Call(
        operation="PutTargets",
        parameters={"Rule": "in.rule", "Targets": f"[{_TARGET}]"},
        refused="answer.FailedEntries[0].ErrorMessage",
    ),
    id="join('-', [in.rule, in.targetId])",
    names={"rule", "targetId"},
    autoname="targetId",
    looks=(
        Look(
            call=Call(operation="ListTargetsByRule", parameters={"Rule": "in.rule"}),
            at="where(answer.Targets, 'Id', in.targetId) | [0]",
            gives={"targetId": "it.Id", "arn": "it.Arn", "roleArn": "it.RoleArn"},
        ),
    ),
    steps=(
        Step(
            properties={"arn", "roleArn"},
            calls=(
                Call(
                    operation="PutTargets",
                    parameters={"Rule": "in.rule", "Targets": f"[{_TARGET}]"},
                ),
            ),
        ),
    ),
    delete=(
        Call(operation="RemoveTargets", parameters={"Rule": "in.rule", "Ids": "[in.targetId]"}),
    ),
    replace_on={"rule", "targetId"},
    unread={"rule"},
)

TYPES = (RULE, TARGET)
