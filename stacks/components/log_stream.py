"""Stream of a log group into a bucket."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

BUFFERED_MIB, BUFFERED_SECONDS = 5, 300  # whichever comes first ends a file
NAMED = "CUSTOMER_MANAGED_CMK"


@dataclass(frozen=True, kw_only=True)
class LogStreamArgs:
    """Inputs of `LogStream`.

    `folder` ends in a slash. CloudWatch Logs hands over as `hand_over_role_arn`, the stream writes
    as `write_role_arn`; `key_arn` encrypts what waits in the stream and what lies in the bucket.
    """

    stream: str
    log_group: pulumi.Input[str]
    bucket_arn: pulumi.Input[str]
    folder: str
    key_arn: pulumi.Input[str]
    hand_over_role_arn: pulumi.Input[str]
    write_role_arn: pulumi.Input[str]


class LogStream(pulumi.ComponentResource):
    """Every line of a log group, into a bucket within minutes; encrypted on the way and there."""

    stream_arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: LogStreamArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:audit:LogStream", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        stream = aws.kinesis.FirehoseDeliveryStream(
            f"{name}-stream",
            name=args.stream,
            destination="extended_s3",
            extended_s3_configuration=aws.kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationArgs(
                role_arn=args.write_role_arn,
                bucket_arn=args.bucket_arn,
                prefix=args.folder,
                error_output_prefix=f"{args.folder}failed/",
                buffering_size=BUFFERED_MIB,
                buffering_interval=BUFFERED_SECONDS,
                compression_format="UNCOMPRESSED",  # CloudWatch Logs hands over gzip already
                kms_key_arn=args.key_arn,
            ),
            server_side_encryption=aws.kinesis.FirehoseDeliveryStreamServerSideEncryptionArgs(
                enabled=True, key_type=NAMED, key_arn=args.key_arn
            ),
            tags={"Name": args.stream},
            opts=child,
        )
        handed = aws.cloudwatch.LogSubscriptionFilter(
            f"{name}-subscription",
            name=args.stream,
            log_group=args.log_group,
            filter_pattern="",  # every line
            destination_arn=stream.arn,
            role_arn=args.hand_over_role_arn,
            opts=child,
        )
        self.stream_arn = handed.destination_arn
        self.register_outputs({"streamArn": self.stream_arn})
