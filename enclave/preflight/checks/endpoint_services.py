"""Every endpoint of the site has a service in every zone, the FIPS one of KMS among them."""

from collections.abc import Iterator

from enclave.derive.endpoints import endpoints
from enclave.preflight.check import Check, Context, Said
from enclave.problems import Severity


def _look(context: Context) -> Iterator[Said]:
    place = context.placement
    zones = {f"{place.region}{letter}" for letter in place.zones}
    # All of them, not by name: a name that is not there would be an error for the rest too.
    told = context.account.call("ec2", "DescribeVpcEndpointServices")["ServiceDetails"]
    offered = {
        each["ServiceName"]: set(each.get("AvailabilityZones", ()))
        for each in told
        if any(kind.get("ServiceType") == "Interface" for kind in each.get("ServiceType", ()))
    }
    for endpoint in endpoints(context.declaration, context.site):
        name = endpoint.service_name
        lacking = sorted(zones - offered.get(name, set()))
        if lacking:
            where = f"in {', '.join(lacking)}" if name in offered else f"in {place.region}"
            yield Said(
                subject=name,
                message=f"{name} is not offered {where}; the site needs it for {endpoint.reason}",
                fix="choose zones or a region that has it",
            )


CHECK = Check(
    id="PREFLIGHT_ENDPOINT_SERVICES",
    title="Every endpoint has a service in every zone",
    severity=Severity.HIGH,
    look=_look,
)
