"""Record of every packet flow of a VPC."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

AGGREGATION_SECONDS = 60  # the shortest that EC2 offers

# The default format lacks what tells a leak from noise: which way, by which path, to which service.
FIELDS = (
    "version", "account-id", "vpc-id", "subnet-id", "instance-id", "interface-id", "az-id",
    "start", "end", "flow-direction", "traffic-path", "type", "protocol",
    "srcaddr", "srcport", "dstaddr", "dstport", "pkt-srcaddr", "pkt-dstaddr",
    "pkt-src-aws-service", "pkt-dst-aws-service", "tcp-flags", "packets", "bytes",
    "action", "reject-reason", "log-status",
)  # fmt: skip
LOG_FORMAT = " ".join(f"${{{field}}}" for field in FIELDS)


@dataclass(frozen=True, kw_only=True)
class FlowLogsArgs:
    """Inputs of `FlowLogs`: what is watched, and the bucket that keeps it.

    `hive_partitions` decides the folder of the records; the bucket's policy admits that one only.
    """

    prefix: str
    vpc_id: pulumi.Input[str]
    bucket_arn: pulumi.Input[str]
    hive_partitions: bool


class FlowLogs(pulumi.ComponentResource):
    """Accepted and rejected traffic of a VPC, each minute, into a bucket of ours."""

    flow_log_id: pulumi.Output[str]

    def __init__(
        self, name: str, args: FlowLogsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:network:FlowLogs", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        log = aws.ec2.FlowLog(
            f"{name}-log",
            vpc_id=args.vpc_id,
            traffic_type="ALL",
            log_destination_type="s3",
            log_destination=args.bucket_arn,
            log_format=LOG_FORMAT,
            max_aggregation_interval=AGGREGATION_SECONDS,
            destination_options=aws.ec2.FlowLogDestinationOptionsArgs(
                file_format="parquet",
                hive_compatible_partitions=args.hive_partitions,
                per_hour_partition=True,
            ),
            tags={"Name": args.prefix},
            opts=child,
        )
        self.flow_log_id = log.id
        self.register_outputs({"flowLogId": self.flow_log_id})
