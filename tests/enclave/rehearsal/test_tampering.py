"""What somebody does in AWS behind the declaration, `up` sees and says."""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.enclave.rehearsal.factories import Rehearsal, as_derived

pytestmark = pytest.mark.integration

BUCKET = "loom-frankfurt-audit-111122223333"
CLUSTER = "loom-frankfurt-cluster"
GROUP_OF_EKS = f"eks-cluster-sg-{CLUSTER}-1"
TRAIL = "loom-frankfurt-trail"
BUCKETS = len(as_derived().buckets)
ANYWHERE = "0.0.0.0/0"
SSH = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": ANYWHERE}]}


@pytest.fixture(scope="module")
def failed(standing: Rehearsal) -> Iterator[subprocess.CompletedProcess[str]]:
    """`up` again, after rules, routes, a bucket, trail, alarms and cluster were tampered with.

    All of it is put back, since other tests share what stands.
    """
    with ExitStack() as undo:
        plant_rule(standing.client("ec2"), undo)
        plant_gateway(standing.client("ec2"), undo)
        remove_guards(standing.client("s3"), undo)
        stop_trail(standing.client("cloudtrail"), undo)
        listen_in(standing.client("sns"), undo)
        open_group_of_eks(standing.client("ec2"), undo)
        publish_cluster(standing.client("eks"), undo)
        yield standing.run("up")
    assert standing.run("up").returncode == 0


def plant_rule(ec2: Any, undo: ExitStack) -> None:  # noqa: ANN401  boto3 has no types
    names = [{"Name": "group-name", "Values": ["loom-frankfurt-system"]}]
    group = ec2.describe_security_groups(Filters=names)["SecurityGroups"][0]["GroupId"]
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[SSH])
    undo.callback(ec2.revoke_security_group_ingress, GroupId=group, IpPermissions=[SSH])


def plant_gateway(ec2: Any, undo: ExitStack) -> None:  # noqa: ANN401  boto3 has no types
    mine = [{"Name": "tag:enclave:site", "Values": ["frankfurt"]}]
    vpc = ec2.describe_vpcs(Filters=mine)["Vpcs"][0]["VpcId"]
    table = ec2.describe_route_tables(Filters=mine)["RouteTables"][0]["RouteTableId"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    undo.callback(ec2.delete_internet_gateway, InternetGatewayId=gateway)
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    undo.callback(ec2.detach_internet_gateway, InternetGatewayId=gateway, VpcId=vpc)
    route = {"RouteTableId": table, "DestinationCidrBlock": ANYWHERE}
    ec2.create_route(**route, GatewayId=gateway)
    undo.callback(ec2.delete_route, **route)


def remove_guards(s3: Any, undo: ExitStack) -> None:  # noqa: ANN401  boto3 has no types
    policy = s3.get_bucket_policy(Bucket=BUCKET)["Policy"]
    block = s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"]
    s3.delete_bucket_policy(Bucket=BUCKET)
    undo.callback(s3.put_bucket_policy, Bucket=BUCKET, Policy=policy)
    s3.delete_public_access_block(Bucket=BUCKET)
    undo.callback(s3.put_public_access_block, Bucket=BUCKET, PublicAccessBlockConfiguration=block)


def stop_trail(trails: Any, undo: ExitStack) -> None:  # noqa: ANN401  boto3 has no types
    trails.stop_logging(Name=TRAIL)
    undo.callback(trails.start_logging, Name=TRAIL)


def listen_in(sns: Any, undo: ExitStack) -> None:  # noqa: ANN401  boto3 has no types
    topics = (topic["TopicArn"] for topic in sns.list_topics()["Topics"])
    alarms = next(topic for topic in topics if topic.endswith(":loom-frankfurt-alarms"))
    made = sns.subscribe(
        TopicArn=alarms,
        Protocol="email",
        Endpoint="eve@shop.example",
        ReturnSubscriptionArn=True,
    )
    undo.callback(sns.unsubscribe, SubscriptionArn=made["SubscriptionArn"])


def open_group_of_eks(ec2: Any, undo: ExitStack) -> None:  # noqa: ANN401  boto3 has no types
    names = [{"Name": "group-name", "Values": [GROUP_OF_EKS]}]
    group = ec2.describe_security_groups(Filters=names)["SecurityGroups"][0]["GroupId"]
    ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[SSH])
    undo.callback(ec2.revoke_security_group_egress, GroupId=group, IpPermissions=[SSH])


def publish_cluster(eks: Any, undo: ExitStack) -> None:  # noqa: ANN401  boto3 has no types
    private = eks.describe_cluster(name=CLUSTER)["cluster"]["resourcesVpcConfig"]
    public = {**private, "endpointPublicAccess": True}
    eks.update_cluster_config(name=CLUSTER, resourcesVpcConfig=public)
    undo.callback(eks.update_cluster_config, name=CLUSTER, resourcesVpcConfig=private)


def test_it_exits_1_and_says_what_heals_it(failed: subprocess.CompletedProcess[str]) -> None:
    assert failed.returncode == 1
    assert failed.stdout.splitlines()[-1].startswith("fix        ")


@pytest.mark.parametrize(
    "line",
    [
        f"rule loom-frankfurt-system ingress from {ANYWHERE} tcp/22 stands, and is not derived\n",
        f"failed     route {ANYWHERE} to igw-",
        "failed     internet gateway igw-",
        f"bucket {BUCKET} has no policy\n",
        f"bucket {BUCKET} does not block all public access\n",
        f"trail {TRAIL} does not record\n",
        f"rule {GROUP_OF_EKS} egress to {ANYWHERE} tcp/22 stands, ",
        f"cluster {CLUSTER} can be reached from outside its network\n",
        "alarm topic loom-frankfurt-alarms is not heard by its queue alone\n",
        "as derived: 1/1 network with 2 ways out, ",
        f", {BUCKETS - 1}/{BUCKETS} buckets, ",
    ],
)
def test_each_thing_is_named(failed: subprocess.CompletedProcess[str], line: str) -> None:
    assert line in failed.stdout
