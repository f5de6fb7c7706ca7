"""Interface endpoints: the only way from the network to an AWS service."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from enclave.problems import Problem


@dataclass(frozen=True, kw_only=True)
class EndpointArgs:
    """One service: its short name, the endpoint service's full name, its policy as JSON.

    `security_group_id`: the group that admits those who call it.
    """

    service: str
    service_name: str
    policy: str
    security_group_id: pulumi.Input[str]


@dataclass(frozen=True, kw_only=True)
class ServiceEndpointsArgs:
    """Inputs of `ServiceEndpoints`: where they stand, and what they are."""

    prefix: str
    vpc_id: pulumi.Input[str]
    subnet_ids: Sequence[pulumi.Input[str]]
    endpoints: Sequence[EndpointArgs]

    def __post_init__(self) -> None:
        without = [e.service for e in self.endpoints if not e.policy]
        if without:
            raise Problem(
                where=f"{self.prefix}, endpoint of {', '.join(without)}",
                problem="has no policy and would allow everything",
                fix="derive one for each endpoint",
            )


class ServiceEndpoints(pulumi.ComponentResource):
    """One interface endpoint a service, in the site's own region, under its private DNS name."""

    ids: Mapping[str, pulumi.Output[str]]

    def __init__(
        self, name: str, args: ServiceEndpointsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:network:ServiceEndpoints", name, None, opts)

        self.ids = {e.service: self._declare(name, args, e).id for e in args.endpoints}
        self.register_outputs({"ids": self.ids})

    def _declare(
        self, name: str, args: ServiceEndpointsArgs, endpoint: EndpointArgs
    ) -> aws.ec2.VpcEndpoint:
        return aws.ec2.VpcEndpoint(
            f"{name}-{endpoint.service}",
            vpc_id=args.vpc_id,
            service_name=endpoint.service_name,
            vpc_endpoint_type="Interface",
            subnet_ids=args.subnet_ids,
            security_group_ids=[endpoint.security_group_id],
            policy=endpoint.policy,
            private_dns_enabled=True,
            ip_address_type="ipv4",
            dns_options=aws.ec2.VpcEndpointDnsOptionsArgs(
                dns_record_ip_type="ipv4",
                # S3 asks for a gateway endpoint otherwise, which no security group covers.
                private_dns_only_for_inbound_resolver_endpoint=False,
            ),
            tags={"Name": f"{args.prefix}-{endpoint.service}"},
            opts=pulumi.ResourceOptions(parent=self),
        )
