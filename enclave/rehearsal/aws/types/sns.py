"""SNS: topics, their policies, and who gets what is said there."""

import re

from enclave.rehearsal.aws.model import Call, Find, Look, Resource, Service, Step, Text

SNS = Service(
    name="sns",
    gone=re.compile(r"NotFound\w*"),
    tag=Call(operation="TagResource", parameters={"ResourceArn": "id", "Tags": "tags"}),
    untag=Call(operation="UntagResource", parameters={"ResourceArn": "id", "TagKeys": "removed"}),
)
_LIST_TAGS = Call(operation="ListTagsForResource", parameters={"ResourceArn": "id"})
_GET = Call(operation="GetTopicAttributes", parameters={"TopicArn": "id"})
_DEFAULT_POLICY = Text(
    '{{"Version":"2012-10-17","Statement":[{{"Sid":"__default_statement_ID","Effect":"Allow",'
    '"Principal":{{"AWS":"*"}},"Action":["SNS:Publish","SNS:Subscribe"],"Resource":"{id}",'
    '"Condition":{{"StringEquals":{{"AWS:SourceOwner":"{account}"}}}}}}]}}'
)

TOPIC = Resource(
    type="aws:sns/topic:Topic",
    service=SNS,
    create=Call(
        operation="CreateTopic",
        parameters={
            "Name": "in.name",
            "Attributes": "{KmsMasterKeyId: in.kmsMasterKeyId}",
            "Tags": "tags",
        },
    ),
    id="answer.TopicArn",
    find=Find(
        call=Call(operation="ListTopics"),
        items="answer.Topics[].{id: TopicArn}",
        marks=Look(
            call=_LIST_TAGS,
            gives={"mark": "answer.Tags[?Key == 'enclave:urn'].Value | [0]"},
        ),
    ),
    names={"name"},
    autoname="name",
    taggable=True,
    looks=(
        Look(
            call=_GET,
            at="answer.Attributes",
            gives={
                "arn": "it.TopicArn",
                "owner": "it.Owner",
                "kmsMasterKeyId": "it.KmsMasterKeyId",
            },
        ),
        Look(call=_LIST_TAGS, gives={"tags": "answer.Tags"}),
    ),
    steps=(
        Step(
            properties={"kmsMasterKeyId"},
            calls=(
                Call(
                    operation="SetTopicAttributes",
                    parameters={
                        "TopicArn": "id",
                        "AttributeName": "'KmsMasterKeyId'",
                        "AttributeValue": "in.kmsMasterKeyId || ''",
                    },
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteTopic", parameters={"TopicArn": "id"}),),
    replace_on={"name"},
    unread={"name"},
)

_PUT_POLICY = Call(
    operation="SetTopicAttributes",
    parameters={
        "TopicArn": "in.arn",
        "AttributeName": "'Policy'",
        "AttributeValue": "in.policy",
    },
)

TOPIC_POLICY = Resource(
    type="aws:sns/topicPolicy:TopicPolicy",
    service=SNS,
    create=_PUT_POLICY,
    id="in.arn",
    names={"arn"},
    looks=(
        Look(
            call=_GET, at="answer.Attributes", gives={"arn": "it.TopicArn", "policy": "it.Policy"}
        ),
    ),
    steps=(Step(properties={"policy"}, calls=(_PUT_POLICY,)),),
    # A topic always has a policy: taken away means the one that it was made with.
    delete=(
        Call(
            operation="SetTopicAttributes",
            parameters={
                "TopicArn": "id",
                "AttributeName": "'Policy'",
                "AttributeValue": _DEFAULT_POLICY,
            },
        ),
    ),
    replace_on={"arn"},
    outputs={"owner": "account"},
)

SUBSCRIPTION = Resource(
    type="aws:sns/topicSubscription:TopicSubscription",
    service=SNS,
    create=Call(
        operation="Subscribe",
        parameters={
            "TopicArn": "in.topic",
            "Protocol": "in.protocol",
            "Endpoint": "in.endpoint",
            "ReturnSubscriptionArn": "`true`",
        },
    ),
    id="answer.SubscriptionArn",
    names={"topic", "protocol", "endpoint"},
    looks=(
        Look(
            call=Call(operation="GetSubscriptionAttributes", parameters={"SubscriptionArn": "id"}),
            at="answer.Attributes",
            gives={
                "arn": "it.SubscriptionArn",
                "topic": "it.TopicArn",
                "endpoint": "it.Endpoint",
                "protocol": "it.Protocol",
            },
        ),
    ),
    delete=(Call(operation="Unsubscribe", parameters={"SubscriptionArn": "id"}),),
    replace_on={"topic", "protocol", "endpoint"},
)

TYPES = (TOPIC, TOPIC_POLICY, SUBSCRIPTION)
