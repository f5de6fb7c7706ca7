"""Alarms are told encrypted, to one listener, who has two weeks to hear them."""

from typing import Any

from stacks.components.alarm_channel import AlarmChannel, AlarmChannelArgs
from tests.stacks.conftest import Recorder


def make_args(**overrides: object) -> AlarmChannelArgs:
    values: dict[str, Any] = {
        "channel": "loom-frankfurt-alarms",
        "key_arn": "alarm-key",
        "topic_policy": "{topic}",
        "queue_policy": "{queue}",
    } | overrides
    return AlarmChannelArgs(**values)


def test_topic_and_queue_are_encrypted_with_our_key(recorder: Recorder) -> None:
    recorder.run(lambda: AlarmChannel("channel", make_args()))
    shared = {
        "name": "loom-frankfurt-alarms",
        "kmsMasterKeyId": "alarm-key",
        "tags": {"Name": "loom-frankfurt-alarms"},
    }
    assert recorder.inputs("channel-topic") == shared
    assert recorder.inputs("channel-queue") == shared | {"messageRetentionSeconds": 1_209_600}


def test_each_carries_its_policy(recorder: Recorder) -> None:
    recorder.run(lambda: AlarmChannel("channel", make_args()))
    assert recorder.inputs("channel-topic-policy") == {
        "arn": "arn:aws:sns:eu-central-1:111122223333:channel-topic",
        "policy": "{topic}",
    }
    assert recorder.inputs("channel-queue-policy") == {
        "queueUrl": "channel-queue-id",
        "policy": "{queue}",
    }


def test_the_queue_is_the_one_listener(recorder: Recorder) -> None:
    recorder.run(lambda: AlarmChannel("channel", make_args()).topic_arn)
    subscriptions = [d for d in recorder.custom() if d.type.endswith("TopicSubscription")]
    assert [d.inputs for d in subscriptions] == [
        {
            "topic": "arn:aws:sns:eu-central-1:111122223333:channel-topic",
            "protocol": "sqs",
            "endpoint": "arn:aws:sqs:eu-central-1:111122223333:channel-queue",
        }
    ]
    assert recorder.outputs == "arn:aws:sns:eu-central-1:111122223333:channel-topic"
