"""The region has no default network: it comes with a way to the internet."""

from collections.abc import Iterator

from enclave.preflight.check import Check, Context, Said
from enclave.problems import Severity


def _look(context: Context) -> Iterator[Said]:
    default = [{"Name": "is-default", "Values": ["true"]}]
    for network in context.account.call("ec2", "DescribeVpcs", Filters=default)["Vpcs"]:
        name = network["VpcId"]
        yield Said(
            subject=name,
            message=f"{name} is the region's default network, with a way to the internet",
            fix=f"aws ec2 delete-vpc --vpc-id {name}, after its subnets and gateway; nothing of the"
            " enclave uses it",
        )


CHECK = Check(
    id="PREFLIGHT_DEFAULT_NETWORK",
    title="The region has no default network",
    severity=Severity.MEDIUM,
    look=_look,
)
