"""The real engine against the stand-in: what a user of `pulumi` sees."""

from collections.abc import Callable, Mapping

import pulumi
import pulumi_aws as aws
import pytest
from pulumi import automation

from enclave.rehearsal.aws.recorded import recorded
from enclave.rehearsal.aws.server import Server

from .conftest import Clients, Engine, policy
from .factories import losing

pytestmark = pytest.mark.integration

Declare = Callable[[pulumi.ResourceOptions], None]
MakeEngine = Callable[..., Engine]


def declare(
    options: pulumi.ResourceOptions,
    *,
    block: str = "10.40.0.0/20",
    port: int = 443,
) -> None:
    """Declare a small estate of every service that moto answers, and one recorded resource."""
    network = aws.ec2.Vpc("network", cidr_block=block, opts=options)
    group = aws.ec2.SecurityGroup("door", vpc_id=network.id, opts=options)
    aws.vpc.SecurityGroupIngressRule(
        "rule",
        security_group_id=group.id,
        cidr_ipv4=block,
        ip_protocol="tcp",
        from_port=port,
        to_port=port,
        opts=options,
    )
    key = aws.kms.Key("key", policy=policy(), enable_key_rotation=True, opts=options)
    bucket = aws.s3.Bucket("audit", bucket="loom-audit", force_destroy=True, opts=options)
    aws.s3.BucketPolicy("policy", bucket=bucket.id, policy=policy(), opts=options)
    aws.route53.ResolverFirewallConfig("dns", resource_id=network.id, opts=options)
    pulumi.export("network", network.id)
    pulumi.export("group", group.id)
    pulumi.export("key", key.id)


def outputs(stack: automation.Stack) -> Mapping[str, str]:
    return {name: output.value for name, output in stack.outputs().items()}


def test_what_is_up_stays_without_changes_and_goes_without_a_trace(
    make_engine: MakeEngine, clients: Clients
) -> None:
    engine = make_engine()
    stack = engine.stack(declare)

    stack.up()
    again = stack.preview(refresh=True, expect_no_changes=True)
    noted = [entry.name for entry in recorded(engine.record)]
    stack.destroy()

    assert again.change_summary == {"same": 9}
    assert noted == ["dns"]
    assert recorded(engine.record) == ()
    assert left(clients) == {"vpcs": [], "buckets": [], "keys": ["PendingDeletion"]}


@pytest.mark.parametrize(
    "region",
    # slow: every other test previews there before it updates
    [pytest.param("eu-central-1", marks=pytest.mark.slow), "eusc-de-east-1"],
)
def test_a_preview_makes_nothing(make_engine: MakeEngine, clients: Clients, region: str) -> None:
    preview = make_engine(region).stack(declare).preview()

    assert preview.change_summary == {automation.OpType.CREATE: 9}
    assert left(clients, region) == {"vpcs": [], "buckets": [], "keys": []}


def test_drift_is_found_and_named_and_an_update_repairs_it(
    make_engine: MakeEngine, clients: Clients
) -> None:
    stack = make_engine().stack(declare)
    stack.up()
    clients("ec2").revoke_security_group_ingress(
        GroupId=outputs(stack)["group"],
        IpPermissions=[
            {
                "IpProtocol": "tcp",
                "FromPort": 443,
                "ToPort": 443,
                "IpRanges": [{"CidrIp": "10.40.0.0/20"}],
            }
        ],
    )
    clients("kms").disable_key_rotation(KeyId=outputs(stack)["key"])
    clients("s3").put_bucket_policy(Bucket="loom-audit", Policy=policy(Effect="Deny"))

    said: list[str] = []
    with pytest.raises(automation.CommandError):
        stack.preview(refresh=True, expect_no_changes=True, diff=True, on_output=said.append)

    text = "\n".join(said)
    assert "enableKeyRotation: false => true" in text
    assert "~ aws:s3/bucketPolicy:BucketPolicy" in text
    assert "+ aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule" in text

    stack.up(refresh=True)
    status = clients("kms").get_key_rotation_status(KeyId=outputs(stack)["key"])
    assert status["KeyRotationEnabled"] is True


@pytest.mark.slow  # three updates; `test_changes.py` holds which properties replace
def test_a_change_updates_in_place_or_replaces_as_its_table_says(
    make_engine: MakeEngine, clients: Clients
) -> None:
    engine = make_engine()
    before = outputs_of(engine, declare)

    moved = outputs_of(engine, lambda options: declare(options, port=8443))
    replaced = outputs_of(engine, lambda options: declare(options, block="10.50.0.0/20"))

    assert moved == before
    assert replaced["network"] != before["network"]
    assert replaced["key"] == before["key"]
    assert left(clients)["vpcs"] == ["10.50.0.0/20"]


@pytest.mark.slow  # three updates; `test_lifecycle.py` holds the same without an engine
def test_an_answer_lost_on_the_way_makes_no_duplicate(
    make_engine: MakeEngine, moto: Server, clients: Clients
) -> None:
    engine = make_engine()
    for call in ("Action=CreateVpc", "Action=AuthorizeSecurityGroupIngress"):
        with losing(moto, call) as url, pytest.raises(automation.CommandError):
            engine.at(url).stack(declare).up()

    engine.stack(declare).up()

    assert left(clients) == {
        "vpcs": ["10.40.0.0/20"],
        "buckets": ["loom-audit"],
        "keys": ["Enabled"],
    }


def test_a_property_that_the_stand_in_does_not_know_is_said_in_plain_words(
    make_engine: MakeEngine,
) -> None:
    assert (
        "aws:ec2/vpc:Vpc network ipv4IpamPoolId is not known to the stand-in. "
        "Fix: add it to enclave/rehearsal/aws/types/ec2, or leave it out."
    ) in refusal(
        make_engine(),
        lambda options: aws.ec2.Vpc(
            "network", cidr_block="10.40.0.0/20", ipv4_ipam_pool_id="pool", opts=options
        ),
    )


def test_a_type_that_the_stand_in_does_not_know_is_said_in_plain_words(
    make_engine: MakeEngine,
) -> None:
    assert (
        "aws:athena/workgroup:Workgroup jobs is of a type that the stand-in does not know. "
        "Fix: describe the type in enclave/rehearsal/aws/types/athena."
    ) in refusal(make_engine(), lambda options: aws.athena.Workgroup("jobs", opts=options))


def refusal(engine: Engine, wrong: Callable[[pulumi.ResourceOptions], pulumi.Resource]) -> str:
    """Return what the engine prints. One fault a program: it stops at the first it meets."""

    def program(options: pulumi.ResourceOptions) -> None:
        wrong(options)

    said: list[str] = []
    with pytest.raises(automation.CommandError):
        engine.stack(program).preview(on_output=said.append)
    return "\n".join(said)


def outputs_of(engine: Engine, program: Declare) -> Mapping[str, str]:
    stack = engine.stack(program)
    stack.up()
    return outputs(stack)


def left(clients: Clients, region: str = "eu-central-1") -> Mapping[str, list[str]]:
    """Return what stands in moto."""
    ec2, kms = clients("ec2", region=region), clients("kms", region=region)
    vpcs = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["false"]}])["Vpcs"]
    keys = kms.list_keys()["Keys"]
    return {
        "vpcs": [vpc["CidrBlock"] for vpc in vpcs],
        "buckets": [b["Name"] for b in clients("s3", region=region).list_buckets()["Buckets"]],
        "keys": [kms.describe_key(KeyId=k["KeyId"])["KeyMetadata"]["KeyState"] for k in keys],
    }
