from collections.abc import Iterator
from ipaddress import IPv4Network
from typing import Any, Literal

import boto3
import pytest
from moto import mock_aws

from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.environment import SECRET_FOR_MOTO
from enclave.rehearsal.read_back import Held, read_back
from enclave.rehearsal.sites import CloudSite

SITE = CloudSite(name="frankfurt", account="111122223333", region="eu-central-1")
LOGS = "com.amazonaws.eu-central-1.logs"
TAG = [{"ResourceType": "vpc", "Tags": [{"Key": "enclave:site", "Value": SITE.name}]}]


def client(service: Literal["ec2", "eks", "elbv2", "kms", "route53", "s3", "ssm"]) -> Any:  # noqa: ANN401  boto3 has no types
    return boto3.client(
        service,
        region_name=SITE.region,
        aws_access_key_id=SITE.account,
        aws_secret_access_key=SECRET_FOR_MOTO,
    )


@pytest.fixture
def ec2(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr("enclave.rehearsal.read_back._client", lambda *asked: client(asked[2]))
    with mock_aws():
        yield client("ec2")


@pytest.fixture
def vpc(ec2: Any) -> str:  # noqa: ANN401
    made = ec2.create_vpc(CidrBlock="10.40.0.0/20", TagSpecifications=TAG)
    return str(made["Vpc"]["VpcId"])


def look(server: Server) -> Held:
    return read_back(server, SITE, buckets=[], keys=[])


def test_a_group_in_the_network_is_read_though_it_has_no_tag(
    ec2: Any,  # noqa: ANN401
    vpc: str,
    server: Server,
) -> None:
    ec2.create_security_group(GroupName="mine", Description="mine", VpcId=vpc)
    held = look(server)
    assert held.networks == (IPv4Network("10.40.0.0/20"),)
    assert held.groups == {"default", "mine"}


def test_a_second_endpoint_of_a_service_does_not_hide_behind_the_first(
    ec2: Any,  # noqa: ANN401
    vpc: str,
    server: Server,
) -> None:
    for _ in range(2):
        ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=LOGS, VpcEndpointType="Interface")
    first, second = look(server).policies
    assert first == LOGS
    assert second.startswith(f"{LOGS} (vpce-")


@pytest.mark.usefixtures("ec2")
def test_without_the_network_nothing_of_another_is_read(server: Server) -> None:
    held = look(server)
    assert (held.networks, held.groups, held.openings) == ((), frozenset(), ())
