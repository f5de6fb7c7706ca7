"""Record of every name that a network asks for."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class QueryLogsArgs:
    """Inputs of `QueryLogs`: the network, and the bucket that keeps its questions."""

    prefix: str
    vpc_id: pulumi.Input[str]
    bucket_arn: pulumi.Input[str]


class QueryLogs(pulumi.ComponentResource):
    """Names asked for in a network, with the answer and whether the DNS firewall let it pass."""

    config_id: pulumi.Output[str]

    def __init__(
        self, name: str, args: QueryLogsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:network:QueryLogs", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        config = aws.route53.ResolverQueryLogConfig(
            f"{name}-config",
            name=f"{args.prefix}-dns",
            destination_arn=args.bucket_arn,
            tags={"Name": f"{args.prefix}-dns"},
            opts=child,
        )
        association = aws.route53.ResolverQueryLogConfigAssociation(
            f"{name}-association",
            resolver_query_log_config_id=config.id,
            resource_id=args.vpc_id,
            opts=child,
        )
        self.config_id = association.resolver_query_log_config_id
        self.register_outputs({"configId": self.config_id})
