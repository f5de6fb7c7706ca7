"""Network with subnets by role, and no way in or out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network

import pulumi
import pulumi_aws as aws

from enclave.derive.subnets import Subnet, SubnetRole
from enclave.problems import Problem


@dataclass(frozen=True, kw_only=True)
class IsolatedNetworkArgs:
    """Inputs of `IsolatedNetwork`: `prefix` begins its tags, `subnets` lie inside `block`."""

    prefix: str
    region: str
    block: IPv4Network
    subnets: Sequence[Subnet]

    def __post_init__(self) -> None:
        outside = [str(s.block) for s in self.subnets if not s.block.subnet_of(self.block)]
        if self.subnets and not outside:
            return
        raise Problem(
            where=self.prefix,
            problem=f"{', '.join(outside)} lies outside {self.block}"
            if outside
            else "has no subnet",
            fix="plan subnets inside the network's block",
        )


class IsolatedNetwork(pulumi.ComponentResource):
    """VPC whose route tables hold nothing but the route to itself.

    It declares no gateway of any kind, no address that is public and no peer. The default security
    group, which every forgotten interface would get, admits nothing.
    """

    vpc_id: pulumi.Output[str]
    subnet_ids: Mapping[SubnetRole, Sequence[pulumi.Output[str]]]

    def __init__(
        self, name: str, args: IsolatedNetworkArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("enclave:network:IsolatedNetwork", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        vpc = aws.ec2.Vpc(
            f"{name}-vpc",
            cidr_block=str(args.block),
            enable_dns_support=True,
            enable_dns_hostnames=True,  # private endpoint names resolve only with it
            assign_generated_ipv6_cidr_block=False,
            tags={"Name": args.prefix},
            opts=child,
        )
        aws.ec2.DefaultSecurityGroup(
            f"{name}-default-security-group",
            vpc_id=vpc.id,
            ingress=[],
            egress=[],
            opts=child,
        )
        self.vpc_id = vpc.id
        self.subnet_ids = self._declare_subnets(name, args)
        self.register_outputs({"vpcId": self.vpc_id, "subnetIds": self.subnet_ids})

    def _declare_subnets(
        self, name: str, args: IsolatedNetworkArgs
    ) -> Mapping[SubnetRole, Sequence[pulumi.Output[str]]]:
        ids: defaultdict[SubnetRole, list[pulumi.Output[str]]] = defaultdict(list)
        tables = {role: self._declare_route_table(name, args, role) for role in _roles(args)}
        for plan in args.subnets:
            subnet = self._declare_subnet(name, args, plan)
            aws.ec2.RouteTableAssociation(
                f"{name}-{plan.role}-{plan.zone}-routes",
                subnet_id=subnet.id,
                route_table_id=tables[plan.role].id,
                opts=pulumi.ResourceOptions(parent=self),
            )
            ids[plan.role].append(subnet.id)
        return dict(ids)

    def _declare_route_table(
        self, name: str, args: IsolatedNetworkArgs, role: SubnetRole
    ) -> aws.ec2.RouteTable:
        return aws.ec2.RouteTable(
            f"{name}-{role}-routes",
            vpc_id=self.vpc_id,
            routes=[],  # one that is added behind Pulumi's back is drift
            propagating_vgws=[],
            tags={"Name": f"{args.prefix}-{role}"},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _declare_subnet(self, name: str, args: IsolatedNetworkArgs, plan: Subnet) -> aws.ec2.Subnet:
        return aws.ec2.Subnet(
            f"{name}-{plan.role}-{plan.zone}",
            vpc_id=self.vpc_id,
            cidr_block=str(plan.block),
            availability_zone=f"{args.region}{plan.zone}",
            map_public_ip_on_launch=False,
            assign_ipv6_address_on_creation=False,
            tags={"Name": f"{args.prefix}-{plan.role}-{plan.zone}"},
            opts=pulumi.ResourceOptions(parent=self),
        )


def _roles(args: IsolatedNetworkArgs) -> Sequence[SubnetRole]:
    return tuple(dict.fromkeys(subnet.role for subnet in args.subnets))
