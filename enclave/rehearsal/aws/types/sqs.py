"""SQS: queues and their policies."""

import re

from enclave.rehearsal.aws.model import Call, Find, Look, Resource, Service, Step

SQS = Service(
    name="sqs",
    gone=re.compile(r".*NonExistentQueue|QueueDoesNotExist"),
    tag=Call(operation="TagQueue", parameters={"QueueUrl": "id", "Tags": "tag_map"}),
    untag=Call(operation="UntagQueue", parameters={"QueueUrl": "id", "TagKeys": "removed"}),
)
_GET = Call(
    operation="GetQueueAttributes", parameters={"QueueUrl": "id", "AttributeNames": "['All']"}
)
_LIST_TAGS = Call(operation="ListQueueTags", parameters={"QueueUrl": "id"})
_ATTRIBUTES = """{
    KmsMasterKeyId: in.kmsMasterKeyId,
    MessageRetentionPeriod: to_string(in.messageRetentionSeconds)}"""

QUEUE = Resource(
    type="aws:sqs/queue:Queue",
    service=SQS,
    create=Call(
        operation="CreateQueue",
        parameters={"QueueName": "in.name", "Attributes": _ATTRIBUTES, "tags": "tag_map"},
    ),
    id="answer.QueueUrl",
    find=Find(
        call=Call(operation="ListQueues"),
        items="answer.QueueUrls[].{id: @}",
        marks=Look(call=_LIST_TAGS, gives={"mark": 'answer.Tags."enclave:urn"'}),
    ),
    names={"name"},
    autoname="name",
    taggable=True,
    looks=(
        Look(
            call=_GET,
            at="answer.Attributes",
            gives={
                "arn": "it.QueueArn",
                "kmsMasterKeyId": "it.KmsMasterKeyId",
                "messageRetentionSeconds": "to_number(it.MessageRetentionPeriod)",
            },
        ),
        Look(call=_LIST_TAGS, gives={"tags": "answer.Tags"}),
    ),
    steps=(
        Step(
            properties={"kmsMasterKeyId", "messageRetentionSeconds"},
            calls=(
                Call(
                    operation="SetQueueAttributes",
                    parameters={"QueueUrl": "id", "Attributes": _ATTRIBUTES},
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteQueue", parameters={"QueueUrl": "id"}),),
    replace_on={"name"},
    unread={"name"},
    outputs={"url": "id"},
    defaults={"messageRetentionSeconds": 345600},
)

_PUT_POLICY = Call(
    operation="SetQueueAttributes",
    parameters={"QueueUrl": "in.queueUrl", "Attributes": "{Policy: in.policy}"},
)

QUEUE_POLICY = Resource(
    type="aws:sqs/queuePolicy:QueuePolicy",
    service=SQS,
    create=_PUT_POLICY,
    id="in.queueUrl",
    names={"queueUrl"},
    looks=(
        Look(
            call=_GET,
            at="[answer.Attributes][?Policy] | [0]",
            gives={"queueUrl": "id", "policy": "it.Policy"},
        ),
    ),
    steps=(Step(properties={"policy"}, calls=(_PUT_POLICY,)),),
    delete=(
        Call(
            operation="SetQueueAttributes",
            parameters={"QueueUrl": "id", "Attributes": "{Policy: ''}"},
        ),
    ),
    replace_on={"queueUrl"},
)

TYPES = (QUEUE, QUEUE_POLICY)
