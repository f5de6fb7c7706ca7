"""One way in to the door: an internal load balancer, its listeners, and the door's pods behind."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.derive.door import DoorWay, ListenerProtocol
from enclave.problems import Problem

DRAIN_SECONDS = 30  # then a pod that goes takes its connections with it: a cut is a cut
HEALTH_SECONDS, HEALTH_TIMEOUT_SECONDS, HEALTH_COUNT = 10, 5, 2


@dataclass(frozen=True, kw_only=True)
class DoorBalancerArgs:
    """Inputs of `DoorBalancer`: where it stands, and who comes how.

    `certificate` and `log_bucket` where it ends TLS, which is also the one thing that it can log;
    a `lasting` one cannot be deleted before somebody says that it may.
    """

    way: DoorWay
    vpc_id: pulumi.Input[str]
    subnet_ids: Sequence[pulumi.Input[str]]
    security_group_id: pulumi.Input[str]
    certificate: str | None
    log_bucket: pulumi.Input[str] | None
    lasting: bool

    def __post_init__(self) -> None:
        ends_tls = self.way.protocol is ListenerProtocol.TLS
        if {ends_tls} != {self.certificate is not None, self.log_bucket is not None}:
            raise Problem(
                where=f"load balancer {self.way.name}",
                problem="ends TLS without a certificate or a log, or has them and ends none",
                fix="give both where its listeners speak TLS, else neither",
            )


class DoorBalancer(pulumi.ComponentResource):
    """Network load balancer that only the network and, by an endpoint service, its guests reach.

    Its targets are registered by the cluster, pod by pod. Every zone's listener knows all of them,
    since a zone may have none.
    """

    arn: pulumi.Output[str]
    target_group_arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: DoorBalancerArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:door:DoorBalancer", name, None, opts)

        self.target_group_arn = self._declare_targets(name, args)
        balancer = self._declare_balancer(name, args)
        listeners = [
            self._declare_listener(name, args, balancer, port).arn for port in args.way.ports
        ]
        # Known once it answers: an endpoint service before that would offer a closed door.
        self.arn = pulumi.Output.all(balancer, *listeners).apply(lambda arns: str(arns[0]))
        self.register_outputs({"arn": self.arn, "targetGroupArn": self.target_group_arn})

    def _declare_balancer(self, name: str, args: DoorBalancerArgs) -> pulumi.Output[str]:
        return aws.lb.LoadBalancer(
            f"{name}-balancer",
            name=args.way.name,
            load_balancer_type="network",
            internal=True,
            ip_address_type="ipv4",
            subnets=args.subnet_ids,
            security_groups=[args.security_group_id],
            # What comes by PrivateLink has addresses of somebody else's network, which no rule of
            # ours can name; the endpoint service admits its guests, one by one.
            enforce_security_group_inbound_rules_on_private_link_traffic="off",
            enable_cross_zone_load_balancing=True,
            enable_deletion_protection=args.lasting,
            access_logs=None
            if args.log_bucket is None
            else aws.lb.LoadBalancerAccessLogsArgs(bucket=args.log_bucket, enabled=True),
            tags={"Name": args.way.name},
            opts=pulumi.ResourceOptions(parent=self),
        ).arn

    def _declare_targets(self, name: str, args: DoorBalancerArgs) -> pulumi.Output[str]:
        return aws.lb.TargetGroup(
            f"{name}-targets",
            name=args.way.name,
            vpc_id=args.vpc_id,
            target_type="ip",
            ip_address_type="ipv4",
            protocol=args.way.protocol,
            port=args.way.target_port,
            proxy_protocol_v2=args.way.proxy_protocol,
            preserve_client_ip="false",  # the nodes admit the load balancer and no caller
            deregistration_delay=DRAIN_SECONDS,
            connection_termination=True,
            health_check=aws.lb.TargetGroupHealthCheckArgs(
                enabled=True,
                protocol="HTTP",
                port=str(args.way.health_port),
                path=args.way.health_path,
                matcher="200",
                interval=HEALTH_SECONDS,
                timeout=HEALTH_TIMEOUT_SECONDS,
                healthy_threshold=HEALTH_COUNT,
                unhealthy_threshold=HEALTH_COUNT,
            ),
            tags={"Name": args.way.name},
            opts=pulumi.ResourceOptions(parent=self),
        ).arn

    def _declare_listener(
        self, name: str, args: DoorBalancerArgs, balancer: pulumi.Output[str], port: int
    ) -> aws.lb.Listener:
        return aws.lb.Listener(
            f"{name}-listener-{port}",
            load_balancer_arn=balancer,
            port=port,
            protocol=args.way.protocol,
            ssl_policy=args.way.security_policy,
            certificate_arn=args.certificate,
            default_actions=[
                aws.lb.ListenerDefaultActionArgs(
                    type="forward", target_group_arn=self.target_group_arn
                )
            ],
            tags={"Name": f"{args.way.name}-{port}"},
            opts=pulumi.ResourceOptions(parent=self),
        )
