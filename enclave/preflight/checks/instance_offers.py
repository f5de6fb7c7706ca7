"""Every zone of the site offers every instance type of it."""

from collections.abc import Iterator

from enclave.derive.runner import runner
from enclave.preflight.check import Check, Context, Said
from enclave.problems import Severity


def _look(context: Context) -> Iterator[Said]:
    place, nodes = context.placement, context.declaration.sites[context.site].nodes
    groups = (nodes.system, nodes.gpu) if nodes else ()
    types = {group.type for group in groups if group}
    types.add(runner(context.declaration, context.site).instance_type)
    told = context.account.call(
        "ec2",
        "DescribeInstanceTypeOfferings",
        LocationType="availability-zone",
        Filters=[{"Name": "instance-type", "Values": sorted(types)}],
    )
    offers = {(each["Location"], each["InstanceType"]) for each in told["InstanceTypeOfferings"]}
    for zone in (f"{place.region}{letter}" for letter in place.zones):
        for type_ in sorted(types):
            if (zone, type_) not in offers:
                others = sorted(location for location, offered in offers if offered == type_)
                yield Said(
                    subject=f"{type_} in {zone}",
                    message=f"{zone} offers this account no {type_}",
                    fix=f"choose from {', '.join(others)}" if others else "choose another type",
                )


CHECK = Check(
    id="PREFLIGHT_INSTANCE_OFFERS",
    title="Every zone offers every instance type of the site",
    severity=Severity.HIGH,
    look=_look,
)
