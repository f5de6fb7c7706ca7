from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from enclave.rehearsal.read_machines import Machine, read_machines


@pytest.fixture
def ec2(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "111122223333")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "rehearsal")
    with mock_aws():
        yield boto3.client("ec2", region_name="eu-central-1")


@pytest.fixture
def subnet(ec2: Any) -> tuple[str, str]:  # noqa: ANN401
    vpc = ec2.create_vpc(CidrBlock="10.40.0.0/20")["Vpc"]["VpcId"]
    made = ec2.create_subnet(VpcId=vpc, CidrBlock="10.40.0.0/24")
    return vpc, made["Subnet"]["SubnetId"]


def started(ec2: Any, subnet: str, **more: object) -> str:  # noqa: ANN401
    made = ec2.run_instances(
        ImageId="ami-0a1b2c3d4e5f67890", MinCount=1, MaxCount=1, SubnetId=subnet, **more
    )
    return str(made["Instances"][0]["InstanceId"])


def test_a_machine_is_read_as_it_was_started(ec2: Any, subnet: tuple[str, str]) -> None:  # noqa: ANN401
    vpc, inside = subnet
    group = ec2.create_security_group(GroupName="runner", Description="runner", VpcId=vpc)
    started(
        ec2,
        inside,
        SecurityGroupIds=[group["GroupId"]],
        MetadataOptions={"HttpTokens": "required", "HttpPutResponseHopLimit": 1},
        TagSpecifications=[
            {"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "runner"}]}
        ],
    )

    (read,) = read_machines(ec2, vpcs=[vpc], groups={group["GroupId"]: "runner"})

    assert read == Machine(
        name="runner",
        groups=frozenset({"runner"}),
        public=False,
        key_pair=False,
        tokens_only=True,
        hops=1,
        profile=None,
    )


def test_what_is_open_about_a_machine_is_read(ec2: Any, subnet: tuple[str, str]) -> None:  # noqa: ANN401
    vpc, inside = subnet
    ec2.create_key_pair(KeyName="mine")
    public = {"DeviceIndex": 0, "SubnetId": inside, "AssociatePublicIpAddress": True}
    made = ec2.run_instances(
        ImageId="ami-0a1b2c3d4e5f67890",
        MinCount=1,
        MaxCount=1,
        KeyName="mine",
        NetworkInterfaces=[public],
    )

    (read,) = read_machines(ec2, vpcs=[vpc], groups={})

    assert (read.public, read.key_pair, read.tokens_only) == (True, True, False)
    assert read.name == made["Instances"][0]["InstanceId"]


def test_a_machine_that_is_gone_or_elsewhere_is_not_read(
    ec2: Any,  # noqa: ANN401
    subnet: tuple[str, str],
) -> None:
    vpc, inside = subnet
    ec2.terminate_instances(InstanceIds=[started(ec2, inside)])
    started(ec2, inside)
    assert len(read_machines(ec2, vpcs=[vpc], groups={})) == 1
    assert read_machines(ec2, vpcs=["vpc-1"], groups={}) == ()
