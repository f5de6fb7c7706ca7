"""The way of pulls: an endpoint to Salesforce, and names that lead to it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class SalesforceLinkArgs:
    """Inputs of `SalesforceLink`: Salesforce's endpoint service, and My Domain of each org.

    `removable` zones go with whatever stands in them.
    """

    prefix: str
    vpc_id: pulumi.Input[str]
    subnet_ids: Sequence[pulumi.Input[str]]
    security_group_id: pulumi.Input[str]
    service_name: str
    domains: Sequence[str]
    removable: bool


class SalesforceLink(pulumi.ComponentResource):
    """Interface endpoint in the site's own region, and a private zone an org.

    Salesforce offers no private DNS name for its service, so the names are zones of ours. It takes
    no endpoint policy either: who may use it the security group says.
    """

    endpoint_id: pulumi.Output[str]

    def __init__(
        self, name: str, args: SalesforceLinkArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:door:SalesforceLink", name, None, opts)

        endpoint = aws.ec2.VpcEndpoint(
            f"{name}-endpoint",
            vpc_id=args.vpc_id,
            service_name=args.service_name,
            vpc_endpoint_type="Interface",
            subnet_ids=args.subnet_ids,
            security_group_ids=[args.security_group_id],
            private_dns_enabled=False,
            ip_address_type="ipv4",
            tags={"Name": f"{args.prefix}-salesforce"},
            opts=pulumi.ResourceOptions(parent=self),
        )
        for domain in args.domains:
            self._declare_zone(name, args, endpoint, domain)
        self.endpoint_id = endpoint.id
        self.register_outputs({"endpointId": self.endpoint_id})

    def _declare_zone(
        self, name: str, args: SalesforceLinkArgs, endpoint: aws.ec2.VpcEndpoint, domain: str
    ) -> None:
        zone = aws.route53.Zone(
            f"{name}-{domain}",
            name=domain,
            comment=f"{args.prefix}: pulls from Salesforce",
            vpcs=[aws.route53.ZoneVpcArgs(vpc_id=args.vpc_id)],
            force_destroy=args.removable,
            tags={"Name": domain},
            opts=pulumi.ResourceOptions(parent=self),
        )
        entry = endpoint.dns_entries[0]  # of the endpoint as a whole, before those of its zones
        aws.route53.Record(
            f"{name}-{domain}-alias",
            zone_id=zone.zone_id,
            name=domain,
            type="A",
            aliases=[
                aws.route53.RecordAliasArgs(
                    name=entry.dns_name,
                    zone_id=entry.hosted_zone_id,
                    evaluate_target_health=True,
                )
            ],
            opts=pulumi.ResourceOptions(parent=self),
        )
