"""Create, read, update and delete against a moto of our own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from enclave.problems import Problem
from enclave.rehearsal.aws.changes import changed
from enclave.rehearsal.aws.lifecycle import Lifecycle
from enclave.rehearsal.aws.properties import Properties
from enclave.rehearsal.aws.state import State

from .conftest import (
    BALANCER,
    BUCKET,
    GROUP,
    KEY,
    SPECIMENS,
    SUBNET,
    TABLE,
    TARGETS,
    VPC,
    Clients,
    policy,
    specimen,
    subject,
)

pytestmark = pytest.mark.integration

Make = Callable[..., Lifecycle]
RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
ENDPOINT_SERVICE = "aws:ec2/vpcEndpointService:VpcEndpointService"
LISTENER = "aws:lb/listener:Listener"
DOCUMENT = "aws:ssm/document:Document"
LISTENER = "aws:lb/listener:Listener"
TRAIL = "aws:cloudtrail/trail:Trail"
NOTHING: frozenset[str] = frozenset()


def create(lifecycle: Lifecycle, type_: str, inputs: Properties, name: str = "it") -> State:
    full, wrong = lifecycle.check(subject(type_, name), inputs)
    assert wrong == ()
    return lifecycle.create(subject(type_, name), full, others=NOTHING, adopt=True)


def create_all(lifecycle: Lifecycle) -> dict[str, State]:
    states: dict[str, State] = {}
    for type_ in SPECIMENS:
        ids = {made: state.id for made, state in states.items()}
        states[type_] = create(lifecycle, type_, specimen(type_, ids))
    return states


def test_every_type_reads_back_as_it_was_made(make_lifecycle: Make) -> None:
    lifecycle = make_lifecycle()

    made = create_all(lifecycle)

    read = {t: lifecycle.read(subject(t), s.id, s.inputs) for t, s in made.items()}
    assert {t: s and s.inputs for t, s in read.items()} == {t: s.inputs for t, s in made.items()}


def test_a_create_whose_answer_was_lost_finds_what_it_made(make_lifecycle: Make) -> None:
    made = create_all(make_lifecycle())

    again = create_all(make_lifecycle())

    assert {t: s.id for t, s in again.items()} == {t: s.id for t, s in made.items()}


def test_what_was_left_is_looked_for_under_its_own_parent(make_lifecycle: Make) -> None:
    def listeners(lifecycle: Lifecycle) -> list[str]:
        ids = {t: create(lifecycle, t, specimen(t, {})).id for t in (VPC, BUCKET)}
        ids |= {t: create(lifecycle, t, specimen(t, ids)).id for t in (SUBNET, GROUP, TARGETS)}
        found = []
        for name in ("first", "second"):
            balancer = create(lifecycle, BALANCER, specimen(BALANCER, ids) | {"name": name}, name)
            inputs = specimen(LISTENER, ids | {BALANCER: balancer.id})
            found.append(create(lifecycle, LISTENER, inputs, name).id)
        return found

    assert listeners(make_lifecycle()) == listeners(make_lifecycle())


def test_every_type_can_be_deleted_twice_and_is_gone(make_lifecycle: Make) -> None:
    lifecycle = make_lifecycle()
    made = create_all(lifecycle)
    for _ in range(2):
        for type_, state in reversed(made.items()):
            lifecycle.delete(subject(type_), state.id, state.inputs)

    left = [t for t, s in made.items() if lifecycle.read(subject(t), s.id, s.inputs) is not None]

    assert left == []


def test_the_successor_of_a_replaced_resource_is_not_its_predecessor(make_lifecycle: Make) -> None:
    first = create(make_lifecycle(), VPC, specimen(VPC, {}))
    lifecycle = make_lifecycle()

    successor = lifecycle.create(
        subject(VPC), first.inputs, others=frozenset({first.id}), adopt=True
    )

    assert successor.id != first.id


def test_nothing_is_adopted_while_an_id_may_be_unknown(make_lifecycle: Make) -> None:
    first = create(make_lifecycle(), VPC, specimen(VPC, {}))

    second = make_lifecycle().create(subject(VPC), first.inputs, others=NOTHING, adopt=False)

    assert second.id != first.id


def test_a_left_over_of_other_inputs_is_taken_away(make_lifecycle: Make, clients: Clients) -> None:
    left = create(make_lifecycle(), VPC, specimen(VPC, {}))

    made = create(make_lifecycle(), VPC, specimen(VPC, {}) | {"cidrBlock": "10.50.0.0/20"})

    vpcs = clients("ec2").describe_vpcs(Filters=[{"Name": "is-default", "Values": ["false"]}])
    assert [vpc["VpcId"] for vpc in vpcs["Vpcs"]] == [made.id] != [left.id]


def test_a_name_that_another_resource_has_is_refused(make_lifecycle: Make) -> None:
    lifecycle = make_lifecycle()
    create(lifecycle, BUCKET, specimen(BUCKET, {}))

    with pytest.raises(Problem, match="s3 CreateBucket was refused: BucketAlreadyOwnedByYou"):
        create(lifecycle, BUCKET, specimen(BUCKET, {}), name="other")


def test_programs_do_not_see_the_mark_of_their_resource(make_lifecycle: Make) -> None:
    state = create(make_lifecycle(), VPC, specimen(VPC, {}))

    assert state.outputs["tags"] == {"Name": "frankfurt", "site": "frankfurt"}


def test_a_changed_rule_is_drift(make_lifecycle: Make, clients: Clients) -> None:
    lifecycle = make_lifecycle()
    made = create_all(lifecycle)
    clients("ec2").modify_security_group_rules(
        GroupId=made[GROUP].id,
        SecurityGroupRules=[
            {
                "SecurityGroupRuleId": made[RULE].id,
                "SecurityGroupRule": {
                    "IpProtocol": "tcp",
                    "FromPort": 22,
                    "ToPort": 443,
                    "ReferencedGroupId": made[GROUP].id,
                },
            }
        ],
    )

    read = lifecycle.read(subject(RULE), made[RULE].id, made[RULE].inputs)

    assert read is not None
    assert differing(read, made[RULE]) == {"fromPort"}


@dataclass(frozen=True, kw_only=True)
class Drift:
    """Somebody's call behind the engine, and the properties of the type that it changes."""

    type: str
    properties: set[str]
    service: str
    operation: str
    said: Callable[[str], Mapping[str, Any]]


DRIFTS = (
    Drift(
        type=TRAIL,
        properties={"enableLogging"},
        service="cloudtrail",
        operation="stop_logging",
        said=lambda id_: {"Name": id_},
    ),
    Drift(
        type=TRAIL,
        properties={"advancedEventSelectors"},
        service="cloudtrail",
        operation="put_event_selectors",
        said=lambda id_: {
            "TrailName": id_,
            "AdvancedEventSelectors": [
                {"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}
            ],
        },
    ),
    Drift(
        type="aws:cloudwatch/eventRule:EventRule",
        properties={"state"},
        service="events",
        operation="disable_rule",
        said=lambda id_: {"Name": id_},
    ),
    Drift(
        type="aws:cloudwatch/metricAlarm:MetricAlarm",
        properties={"actionsEnabled"},
        service="cloudwatch",
        operation="disable_alarm_actions",
        said=lambda id_: {"AlarmNames": [id_]},
    ),
    Drift(
        type=KEY,
        properties={"enableKeyRotation"},
        service="kms",
        operation="disable_key_rotation",
        said=lambda id_: {"KeyId": id_},
    ),
    Drift(
        type="aws:s3/bucketPolicy:BucketPolicy",
        properties={"policy"},
        service="s3",
        operation="put_bucket_policy",
        said=lambda id_: {"Bucket": id_, "Policy": policy(Effect="Deny")},
    ),
    Drift(
        type=BUCKET,
        properties={"tags"},
        service="s3",
        operation="put_bucket_tagging",
        said=lambda id_: {"Bucket": id_, "Tagging": {"TagSet": []}},
    ),
    Drift(
        type=VPC,
        properties={"enableDnsHostnames"},
        service="ec2",
        operation="modify_vpc_attribute",
        said=lambda id_: {"VpcId": id_, "EnableDnsHostnames": {"Value": False}},
    ),
)


@pytest.mark.parametrize("drift", DRIFTS, ids=lambda drift: drift.type)
def test_a_change_behind_the_engine_is_drift(
    make_lifecycle: Make, clients: Clients, drift: Drift
) -> None:
    lifecycle = make_lifecycle()
    state = create(lifecycle, drift.type, prepared(lifecycle, drift.type))
    getattr(clients(drift.service), drift.operation)(**drift.said(state.id))

    read = lifecycle.read(subject(drift.type), state.id, state.inputs)

    assert read is not None
    assert differing(read, state) == drift.properties


def test_a_trail_that_was_left_before_it_recorded_is_finished(
    make_lifecycle: Make, clients: Clients
) -> None:
    inputs = prepared(make_lifecycle(), TRAIL)
    left = create(make_lifecycle(), TRAIL, inputs)
    clients("cloudtrail").stop_logging(Name=left.id)
    clients("cloudtrail").put_event_selectors(
        TrailName=left.id,
        AdvancedEventSelectors=[
            {"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}
        ],
    )

    finished = create(make_lifecycle(), TRAIL, inputs)

    assert finished.id == left.id
    assert finished.outputs["enableLogging"] is True
    assert finished.outputs["advancedEventSelectors"] == inputs["advancedEventSelectors"]
    assert clients("cloudtrail").get_trail_status(Name=left.id)["IsLogging"] is True


def test_a_trail_that_was_stopped_records_again_after_an_update(
    make_lifecycle: Make, clients: Clients
) -> None:
    lifecycle = make_lifecycle()
    made = create(lifecycle, TRAIL, prepared(lifecycle, TRAIL))
    clients("cloudtrail").stop_logging(Name=made.id)
    read = lifecycle.read(subject(TRAIL), made.id, made.inputs)
    assert read is not None

    lifecycle.update(subject(TRAIL), made.id, read.inputs, made.inputs)

    assert clients("cloudtrail").get_trail_status(Name=made.id)["IsLogging"] is True


def test_a_route_added_behind_the_engine_is_drift_and_an_update_takes_it_away(
    make_lifecycle: Make, clients: Clients
) -> None:
    lifecycle = make_lifecycle()
    made = create_all(lifecycle)
    table, ec2 = made[TABLE], clients("ec2")
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=made[VPC].id)
    ec2.create_route(RouteTableId=table.id, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)

    read = lifecycle.read(subject(TABLE), table.id, table.inputs)
    assert read is not None
    updated = lifecycle.update(subject(TABLE), table.id, read.inputs, table.inputs)

    assert read.inputs["routes"] == [{"cidrBlock": "0.0.0.0/0", "gatewayId": gateway}]
    assert "routes" not in updated.inputs or updated.inputs["routes"] == []


def test_a_principal_added_behind_the_engine_is_drift_and_an_update_takes_it_away(
    make_lifecycle: Make, clients: Clients
) -> None:
    lifecycle = make_lifecycle()
    service, ec2 = create_all(lifecycle)[ENDPOINT_SERVICE], clients("ec2")
    ec2.modify_vpc_endpoint_service_permissions(ServiceId=service.id, AddAllowedPrincipals=["*"])

    read = lifecycle.read(subject(ENDPOINT_SERVICE), service.id, service.inputs)
    assert read is not None
    lifecycle.update(subject(ENDPOINT_SERVICE), service.id, read.inputs, service.inputs)

    assert differing(read, service) == {"allowedPrincipals"}
    left = ec2.describe_vpc_endpoint_service_permissions(ServiceId=service.id)["AllowedPrincipals"]
    assert [each["Principal"] for each in left] == service.inputs["allowedPrincipals"]


def test_a_new_text_of_a_session_document_becomes_its_default(
    make_lifecycle: Make, clients: Clients
) -> None:
    lifecycle = make_lifecycle()
    document = create(lifecycle, DOCUMENT, specimen(DOCUMENT, {}))
    new = {**document.inputs, "content": '{"schemaVersion": "1.0", "sessionType": "Port"}'}

    lifecycle.update(subject(DOCUMENT), document.id, document.inputs, new)

    assert clients("ssm").get_document(Name="tunnel")["Content"] == new["content"]


def test_a_listener_moves_to_another_port_without_a_successor(
    make_lifecycle: Make, clients: Clients
) -> None:
    lifecycle = make_lifecycle()
    listener = create_all(lifecycle)[LISTENER]
    new = {**listener.inputs, "port": 8443, "protocol": "TCP"}

    lifecycle.update(subject(LISTENER), listener.id, listener.inputs, new)

    (told,) = clients("elbv2").describe_listeners(ListenerArns=[listener.id])["Listeners"]
    assert (told["Port"], told["Protocol"]) == (8443, "TCP")


def test_a_deleted_resource_reads_as_gone(make_lifecycle: Make, clients: Clients) -> None:
    lifecycle = make_lifecycle()
    state = create(lifecycle, VPC, specimen(VPC, {}))
    clients("ec2").delete_vpc(VpcId=state.id)

    assert lifecycle.read(subject(VPC), state.id, state.inputs) is None


def test_an_update_of_what_is_gone_says_refresh(make_lifecycle: Make, clients: Clients) -> None:
    lifecycle = make_lifecycle()
    state = create(lifecycle, VPC, specimen(VPC, {}))
    clients("ec2").delete_vpc(VpcId=state.id)

    with pytest.raises(Problem) as raised:
        lifecycle.update(subject(VPC), state.id, state.inputs, state.inputs)

    assert str(raised.value) == (
        f"aws:ec2/vpc:Vpc it {state.id} is gone from moto. "
        "Fix: run `pulumi refresh`, then update again."
    )


def test_an_update_changes_moto_and_leaves_the_rest(make_lifecycle: Make, clients: Clients) -> None:
    lifecycle = make_lifecycle()
    state = create(lifecycle, KEY, specimen(KEY, {}))
    new = {**state.inputs, "enableKeyRotation": False, "tags": {"Name": "pricing"}}

    updated = lifecycle.update(subject(KEY), state.id, state.inputs, new)

    assert clients("kms").get_key_rotation_status(KeyId=state.id)["KeyRotationEnabled"] is False
    assert updated.outputs["tagsAll"] == {"Name": "pricing"}
    assert updated.outputs["policy"] == state.outputs["policy"]


def test_what_moto_does_not_keep_is_an_error(make_lifecycle: Make) -> None:
    lifecycle = make_lifecycle()
    vpc = create(lifecycle, VPC, specimen(VPC, {}))
    inputs = {"vpcId": vpc.id, "propagatingVgws": ["vgw-0a1b2c3d4e5f67890"]}

    with pytest.raises(Problem, match=r"routeTable:RouteTable it propagatingVgws moto has None"):
        create(lifecycle, TABLE, inputs)


def test_a_full_bucket_goes_only_by_force(make_lifecycle: Make, clients: Clients) -> None:
    lifecycle = make_lifecycle()
    state = create(lifecycle, BUCKET, specimen(BUCKET, {}))
    clients("s3").put_object(Bucket=state.id, Key="report", Body=b"1")

    with pytest.raises(Problem, match="BucketNotEmpty"):
        lifecycle.delete(subject(BUCKET), state.id, {**state.inputs, "forceDestroy": False})
    lifecycle.delete(subject(BUCKET), state.id, state.inputs)

    assert clients("s3").list_buckets()["Buckets"] == []


def test_a_deleted_key_awaits_its_deletion(make_lifecycle: Make, clients: Clients) -> None:
    lifecycle = make_lifecycle()
    state = create(lifecycle, KEY, specimen(KEY, {}))

    lifecycle.delete(subject(KEY), state.id, state.inputs)

    key = clients("kms").describe_key(KeyId=state.id)["KeyMetadata"]
    assert key["KeyState"] == "PendingDeletion"


def test_the_sovereign_partition_has_zones_and_its_own_names(make_lifecycle: Make) -> None:
    lifecycle = make_lifecycle("eusc-de-east-1")
    vpc = create(lifecycle, VPC, specimen(VPC, {}))
    zone = {"vpcId": vpc.id, "cidrBlock": "10.40.0.0/24", "availabilityZone": "eusc-de-east-1b"}

    subnet = create(lifecycle, "aws:ec2/subnet:Subnet", zone)

    assert vpc.outputs["arn"].startswith("arn:aws-eusc:ec2:eusc-de-east-1:")
    assert subnet.outputs["availabilityZone"] == "eusc-de-east-1b"


def test_an_operation_that_moto_lacks_is_told_from_an_error(make_lifecycle: Make) -> None:
    lifecycle = make_lifecycle()
    association = subject(
        "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation"
    )
    asked = replace(association, resource=replace(association.resource, recorded=False))

    with pytest.raises(Problem) as raised:
        lifecycle.create(
            asked,
            {"firewallRuleGroupId": "rslvr-frg-1", "vpcId": "vpc-1", "priority": 101, "name": "a"},
            others=NOTHING,
            adopt=True,
        )

    assert str(raised.value) == (
        "route53resolver AssociateFirewallRuleGroup is not in moto. "
        "Fix: make the type `recorded` in its table, or leave the property out."
    )


def prepared(lifecycle: Lifecycle, type_: str) -> Properties:
    """Return the specimen's inputs, with the bucket that it may rest on."""
    if f"<{BUCKET}>" not in str(SPECIMENS[type_]):
        return specimen(type_, {})
    return specimen(type_, {BUCKET: create(lifecycle, BUCKET, specimen(BUCKET, {})).id})


def differing(read: State, made: State) -> set[str]:
    return set(changed(made.inputs, read.inputs, made.inputs.keys() | read.inputs.keys()))
