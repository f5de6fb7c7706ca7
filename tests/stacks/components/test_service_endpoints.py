"""Interface endpoints: in the site's own region, under private names, each with its policy."""

from typing import Any

import pytest

from enclave.problems import Problem
from stacks.components.service_endpoints import (
    EndpointArgs,
    ServiceEndpoints,
    ServiceEndpointsArgs,
)
from tests.stacks.conftest import Recorder


def make_args(**overrides: object) -> ServiceEndpointsArgs:
    values: dict[str, Any] = {
        "prefix": "loom-frankfurt",
        "vpc_id": "vpc",
        "subnet_ids": ["subnet-a", "subnet-b"],
        "endpoints": [make_endpoint()],
    } | overrides
    return ServiceEndpointsArgs(**values)


def make_endpoint(**overrides: object) -> EndpointArgs:
    values: dict[str, Any] = {
        "service": "s3",
        "service_name": "com.amazonaws.eu-central-1.s3",
        "policy": "{}",
        "security_group_id": "group",
    } | overrides
    return EndpointArgs(**values)


def test_endpoint_answers_privately_in_its_subnets_under_its_policy(recorder: Recorder) -> None:
    recorder.run(lambda: ServiceEndpoints("end", make_args()).ids["s3"])
    assert recorder.inputs("end-s3") == {
        "vpcId": "vpc",
        "serviceName": "com.amazonaws.eu-central-1.s3",
        "vpcEndpointType": "Interface",
        "subnetIds": ["subnet-a", "subnet-b"],
        "securityGroupIds": ["group"],
        "policy": "{}",
        "privateDnsEnabled": True,
        "ipAddressType": "ipv4",
        "dnsOptions": {
            "dnsRecordIpType": "ipv4",
            "privateDnsOnlyForInboundResolverEndpoint": False,
        },
        "tags": {"Name": "loom-frankfurt-s3"},
    }
    assert recorder.outputs == "end-s3-id"


def test_each_service_has_its_own_endpoint(recorder: Recorder) -> None:
    pair = [make_endpoint(), make_endpoint(service="sts", service_name="sts-service")]
    recorder.run(lambda: ServiceEndpoints("end", make_args(endpoints=pair)))
    assert recorder.inputs("end-sts")["serviceName"] == "sts-service"


def test_endpoint_without_a_policy_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        make_args(endpoints=[make_endpoint(policy="")])
    assert str(caught.value) == (
        "loom-frankfurt, endpoint of s3 has no policy and would allow everything. "
        "Fix: derive one for each endpoint."
    )
