"""CloudWatch: log groups."""

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

TYPES = (LOG_GROUP,)
