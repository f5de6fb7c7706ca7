from collections.abc import Iterator
from typing import Any, Literal

import boto3
import pytest
from moto import mock_aws

from enclave.rehearsal.read_door import Listener, read_balancers, read_links, read_services

POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09"
ROLE = "arn:aws:iam::222233334444:role/private-connect"
PULLS = "com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d4e5f67890"
ORG = "loom.my.salesforce.example"


def client(service: Literal["ec2", "elbv2", "route53"]) -> Any:  # noqa: ANN401  boto3 has no types
    return boto3.client(service, region_name="eu-central-1")


@pytest.fixture
def ec2(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "111122223333")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "rehearsal")
    with mock_aws():
        yield client("ec2")


@pytest.fixture
def vpc(ec2: Any) -> str:  # noqa: ANN401
    return str(ec2.create_vpc(CidrBlock="10.40.0.0/20")["Vpc"]["VpcId"])


@pytest.fixture
def subnet(ec2: Any, vpc: str) -> str:  # noqa: ANN401
    made = ec2.create_subnet(VpcId=vpc, CidrBlock="10.40.0.0/24")
    return str(made["Subnet"]["SubnetId"])


@pytest.fixture
def group(ec2: Any, vpc: str) -> str:  # noqa: ANN401
    made = ec2.create_security_group(GroupName="door", Description="door", VpcId=vpc)
    return str(made["GroupId"])


@pytest.fixture
def balancer(subnet: str, group: str) -> str:
    made = client("elbv2").create_load_balancer(
        Name="door", Subnets=[subnet], SecurityGroups=[group], Scheme="internal", Type="network"
    )
    return str(made["LoadBalancers"][0]["LoadBalancerArn"])


def test_a_load_balancer_is_read_with_what_it_listens_to_and_leads_to(
    balancer: str, vpc: str, group: str
) -> None:
    elb = client("elbv2")
    targets = elb.create_target_group(
        Name="pods",
        Protocol="TLS",
        Port=8443,
        VpcId=vpc,
        TargetType="ip",
        HealthCheckProtocol="HTTP",
        HealthCheckPort="8081",
        HealthCheckPath="/ready",
    )["TargetGroups"][0]["TargetGroupArn"]
    elb.modify_target_group_attributes(
        TargetGroupArn=targets, Attributes=[{"Key": "proxy_protocol_v2.enabled", "Value": "true"}]
    )
    for port, protocol in ((8443, "TCP"), (443, "TLS")):
        elb.create_listener(
            LoadBalancerArn=balancer,
            Port=port,
            Protocol=protocol,
            SslPolicy=POLICY,
            DefaultActions=[{"Type": "forward", "TargetGroupArn": targets}],
        )

    name, read = read_balancers(elb, vpcs=[vpc], groups={group: "load-balancer"})[balancer]

    assert (name, read.internal) == ("door", True)
    assert read.groups == {"load-balancer"}
    assert read.listeners == (
        Listener(port=443, protocol="TLS", policy=POLICY),
        Listener(port=8443, protocol="TCP", policy=None),
    )
    (pods,) = read.targets.values()
    assert (pods.kind, pods.protocol, pods.port, pods.proxy_protocol, pods.health) == (
        "ip",
        "TLS",
        8443,
        True,
        "HTTP:8081/ready",
    )


@pytest.mark.usefixtures("balancer")
def test_a_load_balancer_of_another_network_is_none_of_ours() -> None:
    assert read_balancers(client("elbv2"), vpcs=["vpc-1"], groups={}) == {}


def test_a_service_is_read_with_whom_it_lets_in(ec2: Any, balancer: str) -> None:  # noqa: ANN401
    made = ec2.create_vpc_endpoint_service_configuration(
        AcceptanceRequired=True, NetworkLoadBalancerArns=[balancer]
    )["ServiceConfiguration"]["ServiceId"]
    ec2.modify_vpc_endpoint_service_permissions(ServiceId=made, AddAllowedPrincipals=[ROLE])

    (read,) = read_services(ec2, {balancer: "door"})

    assert read.balancers == {"door"}
    assert read.principals == {ROLE}
    assert read.by_hand
    assert read.regions == frozenset()
    assert read_services(ec2, {"another": "door"}) == ()


def test_a_way_to_others_is_read_with_the_names_that_lead_there(
    ec2: Any,  # noqa: ANN401
    vpc: str,
    subnet: str,
    group: str,
) -> None:
    for service in (PULLS, "com.amazonaws.eu-central-1.kms"):
        ec2.create_vpc_endpoint(
            VpcId=vpc,
            ServiceName=service,
            VpcEndpointType="Interface",
            SubnetIds=[subnet],
            SecurityGroupIds=[group],
        )
    endpoints = ec2.describe_vpc_endpoints()["VpcEndpoints"]
    pulls = next(each for each in endpoints if each["ServiceName"] == PULLS)
    alias(vpc, ORG, pulls["DnsEntries"][0])
    alias(vpc, "elsewhere.example", {"DnsName": "vpce-1.example", "HostedZoneId": "Z1"})

    (read,) = read_links(client("route53"), endpoints, groups={group: "salesforce-endpoint"})

    assert read.service == PULLS
    assert read.groups == {"salesforce-endpoint"}
    assert read.names == {ORG}


def alias(vpc: str, name: str, entry: Any) -> None:  # noqa: ANN401
    route53 = client("route53")
    zone = route53.create_hosted_zone(
        Name=name,
        VPC={"VPCRegion": "eu-central-1", "VPCId": vpc},
        CallerReference=name,
        HostedZoneConfig={"PrivateZone": True},
    )["HostedZone"]["Id"]
    target = {
        "DNSName": entry["DnsName"],
        "HostedZoneId": entry["HostedZoneId"],
        "EvaluateTargetHealth": True,
    }
    record = {"Name": name, "Type": "A", "AliasTarget": target}
    route53.change_resource_record_sets(
        HostedZoneId=zone,
        ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": record}]},
    )
