"""Where alarms are told: a topic that nobody else speaks on, and the queue that hears it."""

from dataclasses import dataclass
from datetime import timedelta

import pulumi
import pulumi_aws as aws

KEPT = timedelta(days=14)  # the longest that SQS keeps a message: time for a reader that was away


@dataclass(frozen=True, kw_only=True)
class AlarmChannelArgs:
    """Inputs of `AlarmChannel`: topic and queue share the name and the key; policies as JSON."""

    channel: str
    key_arn: pulumi.Input[str]
    topic_policy: str
    queue_policy: str


class AlarmChannel(pulumi.ComponentResource):
    """Encrypted topic with one listener, an encrypted queue.

    `topic_arn` is known once the queue hears and the policies stand: no alarm is told before.
    """

    topic_arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: AlarmChannelArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:audit:AlarmChannel", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        topic = aws.sns.Topic(
            f"{name}-topic",
            name=args.channel,
            kms_master_key_id=args.key_arn,
            tags={"Name": args.channel},
            opts=child,
        )
        closed = aws.sns.TopicPolicy(
            f"{name}-topic-policy", arn=topic.arn, policy=args.topic_policy, opts=child
        )
        heard = aws.sns.TopicSubscription(
            f"{name}-subscription",
            topic=pulumi.Output.all(topic.arn, closed.id).apply(lambda known: str(known[0])),
            protocol="sqs",
            endpoint=self._queue(name, args),
            opts=child,
        )
        self.topic_arn = heard.topic
        self.register_outputs({"topicArn": self.topic_arn})

    def _queue(self, name: str, args: AlarmChannelArgs) -> pulumi.Output[str]:
        child = pulumi.ResourceOptions(parent=self)
        queue = aws.sqs.Queue(
            f"{name}-queue",
            name=args.channel,
            kms_master_key_id=args.key_arn,
            message_retention_seconds=int(KEPT.total_seconds()),
            tags={"Name": args.channel},
            opts=child,
        )
        policy = aws.sqs.QueuePolicy(
            f"{name}-queue-policy", queue_url=queue.id, policy=args.queue_policy, opts=child
        )
        return pulumi.Output.all(queue.arn, policy.id).apply(lambda known: str(known[0]))
