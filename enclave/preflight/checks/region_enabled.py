"""The region is one that the account may use."""

from collections.abc import Iterator

from enclave.preflight.check import Check, Context, Said
from enclave.problems import Severity

_USABLE = ("opt-in-not-required", "opted-in")


def _look(context: Context) -> Iterator[Said]:
    region = context.placement.region
    told = context.account.call(
        "ec2",
        "DescribeRegions",
        AllRegions=True,
        Filters=[{"Name": "region-name", "Values": [region]}],
    )
    standing = {each["RegionName"]: each.get("OptInStatus") for each in told["Regions"]}
    if standing.get(region) not in _USABLE:
        yield Said(
            subject=region,
            message=f"{region} is {standing.get(region) or 'unknown'} in the account",
            fix="enable it under Account, AWS Regions, before the region lock forbids that",
        )


CHECK = Check(
    id="PREFLIGHT_REGION",
    title="The account may use the region",
    severity=Severity.CRITICAL,
    look=_look,
)
