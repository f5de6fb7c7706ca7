"""The door and the way of pulls in the cloud layer: exactly the ways that flows need."""

from tests.enclave.derive.declared import declared, document, without_flow
from tests.stacks.conftest import Recorder
from tests.stacks.layers.test_cloud import make_settings, named, production, run, sovereign

BALANCER = "aws:lb/loadBalancer:LoadBalancer"
SERVICE = "aws:ec2/vpcEndpointService:VpcEndpointService"
ZONE = "aws:route53/zone:Zone"


def balancers(recorder: Recorder) -> set[str]:
    return named(recorder, BALANCER, "name")


def test_salesforce_and_callers_of_our_own_meet_nowhere() -> None:
    recorder = production()
    assert balancers(recorder) == {"loom-frankfurt-door-link", "loom-frankfurt-door-internal"}
    (behind,) = recorder.inputs("door-service")["networkLoadBalancerArns"]
    assert behind.endswith(":door-private-link-balancer")


def test_load_balancers_stand_in_their_own_subnets_behind_their_own_group() -> None:
    for name in ("door-private-link-balancer", "door-internal-balancer"):
        inputs = production().inputs(name)
        assert inputs["subnets"] == ["network-load_balancer-a-id", "network-load_balancer-b-id"]
        assert inputs["securityGroups"] == ["security-groups-load-balancer-id"]
        assert inputs["internal"] is True


def test_what_salesforce_does_at_the_door_is_kept_in_the_locked_bucket() -> None:
    inputs = production().inputs("door-private-link-balancer")
    assert inputs["accessLogs"] == {"bucket": "bucket-door-logs-bucket-id", "enabled": True}
    assert "accessLogs" not in production().inputs("door-internal-balancer")


def test_service_asks_for_the_role_and_the_name_that_were_supplied() -> None:
    inputs = production().inputs("door-service")
    assert inputs["allowedPrincipals"] == ["arn:aws:iam::000000000000:role/rehearsal"]
    assert inputs["privateDnsName"] == "door.frankfurt.loom.internal"
    assert inputs["acceptanceRequired"] is True


def test_production_keeps_its_load_balancers() -> None:
    assert named(production(), BALANCER, "enableDeletionProtection") == {True}
    rehearsed = run(declared(), make_settings(rehearsal="http://127.0.0.1:5000"))
    assert named(rehearsed, BALANCER, "enableDeletionProtection") == {False}
    assert named(rehearsed, ZONE, "forceDestroy") == {True}


def test_without_a_flow_from_salesforce_nothing_is_offered() -> None:
    recorder = run(without_flow(declared(), "ask"), make_settings())
    assert balancers(recorder) == {"loom-frankfurt-door-internal"}
    assert SERVICE not in recorder.types()
    assert recorder.outputs["endpoint_service"] is None
    assert recorder.outputs["target_group"] is None
    assert recorder.outputs["internal_target_group"].endswith(":door-internal-targets")


def test_without_private_connect_nothing_is_offered() -> None:
    sites = document()["sites"]
    sites["frankfurt"]["salesforce_path"] = "none"
    assert SERVICE not in run(declared(sites=sites), make_settings()).types()


def test_the_sovereign_cloud_has_no_way_for_salesforce() -> None:
    assert balancers(sovereign()) == {"loom-frankfurt-door-internal"}
    assert not {SERVICE, ZONE} & sovereign().types()


def test_pulls_go_through_the_endpoint_among_the_others() -> None:
    inputs = production().inputs("salesforce-endpoint")
    assert inputs["subnetIds"] == ["network-endpoint-a-id", "network-endpoint-b-id"]
    assert inputs["securityGroupIds"] == ["security-groups-salesforce-endpoint-id"]
    assert named(production(), ZONE, "name") == {"loom.my.salesforce.example"}
    assert named(production(), ZONE, "forceDestroy") == {False}


def test_without_pulls_there_is_no_way_to_salesforce() -> None:
    recorder = run(without_flow(declared(), "pull"), make_settings())
    assert "salesforce-endpoint" not in {d.name for d in recorder.declared}
    assert ZONE not in recorder.types()
