"""The endpoint service by which Salesforce reaches the door."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.problems import Problem


@dataclass(frozen=True, kw_only=True)
class DoorServiceArgs:
    """Inputs of `DoorService`: the load balancer behind it, and the one role that may ask.

    `private_name`: the host under which the guest may resolve it, once its owner proved that the
    name is theirs.
    """

    prefix: str
    balancer_arn: pulumi.Input[str]
    principal: str
    private_name: str

    def __post_init__(self) -> None:
        if "*" in self.principal:
            raise Problem(
                where=f"{self.prefix}, endpoint service",
                problem="would let anybody ask for an endpoint",
                fix="name one role",
            )


class DoorService(pulumi.ComponentResource):
    """Endpoint service in its own region alone; who may ask is accepted by hand, by endpoint."""

    service_name: pulumi.Output[str]

    def __init__(
        self, name: str, args: DoorServiceArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:door:DoorService", name, None, opts)

        service = aws.ec2.VpcEndpointService(
            f"{name}-service",
            network_load_balancer_arns=[args.balancer_arn],
            acceptance_required=True,
            allowed_principals=[args.principal],
            private_dns_name=args.private_name,
            supported_ip_address_types=["ipv4"],
            tags={"Name": f"{args.prefix}-door"},
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.service_name = service.service_name
        self.register_outputs({"serviceName": self.service_name})
