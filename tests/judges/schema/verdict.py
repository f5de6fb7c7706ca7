"""All readings together, and what is known to be otherwise, with the reason."""

import re
from collections.abc import Iterator, Mapping

from tests.judges.schema import cloudformation, service_models, wheel
from tests.judges.schema.graph import Graph, plain
from tests.stacks.conftest import ACCOUNT, Declared

# Complaint -> why it is none. Each has to be met by some variant.
KNOWN: Mapping[str, str] = {
    r"CreateBucket\.CreateBucketConfiguration\.LocationConstraint 'eusc-de-east-1' is none of .*": (
        "botocore's list of S3 regions is older than the sovereign region, which is in its"
        " partitions; no client checks the list"
    ),
}


def complaints(graph: Graph, *resources: Declared) -> list[str]:
    """Every complaint about the resources, or about the whole graph where none is named."""
    return [
        f"{resource.type} {resource.name}: {line}"
        for resource in resources or graph.resources
        for line in lines(graph, resource)
        if known(line) is None
    ]


def lines(graph: Graph, resource: Declared) -> Iterator[str]:
    """What the readings say of one resource; of a provider the wheel alone knows."""
    inputs = plain(dict(resource.inputs))
    mine = list(wheel.complaints(resource.type, inputs))
    yield from mine
    if mine or resource.type.startswith("pulumi:"):
        return  # what the provider refuses becomes no call
    yield from cloudformation.complaints(
        resource.type, inputs, region=graph.region, opaque=graph.is_later
    )
    yield from service_models.complaints(
        resource.urn,
        inputs,
        place=service_models.Place(account=ACCOUNT, region=graph.region),
        opaque=graph.is_later,
    )


def known(line: str) -> str | None:
    """Which known complaint this is."""
    return next((pattern for pattern in KNOWN if re.fullmatch(pattern, line)), None)
