"""A way in to the door: internal, encrypted as the caller can, with no address of a caller kept."""

from dataclasses import replace
from typing import Any

import pytest

from enclave.derive.door import DoorWay, Way, door_ways
from enclave.problems import Problem
from stacks.components.door_balancer import DoorBalancer, DoorBalancerArgs
from tests.enclave.derive.declared import declared
from tests.stacks.conftest import Recorder

CERTIFICATE = "arn:aws:acm:eu-central-1:111122223333:certificate/0a1b"


def way(kind: Way) -> DoorWay:
    (found,) = (each for each in door_ways(declared(), "frankfurt") if each.way is kind)
    return found


def make_args(**overrides: object) -> DoorBalancerArgs:
    values: dict[str, Any] = {
        "way": way(Way.PRIVATE_LINK),
        "vpc_id": "vpc",
        "subnet_ids": ["subnet-a", "subnet-b"],
        "security_group_id": "group",
        "certificate": CERTIFICATE,
        "log_bucket": "door-logs",
        "lasting": True,
    } | overrides
    return DoorBalancerArgs(**values)


def internal(**overrides: object) -> DoorBalancerArgs:
    plain = {"way": way(Way.INTERNAL), "certificate": None, "log_bucket": None}
    return make_args(**(plain | overrides))


def test_load_balancer_is_internal_logged_and_stays(recorder: Recorder) -> None:
    recorder.run(lambda: DoorBalancer("door", make_args()).arn)
    assert recorder.inputs("door-balancer") == {
        "name": "loom-frankfurt-door-link",
        "loadBalancerType": "network",
        "internal": True,
        "ipAddressType": "ipv4",
        "subnets": ["subnet-a", "subnet-b"],
        "securityGroups": ["group"],
        "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic": "off",
        "enableCrossZoneLoadBalancing": True,
        "enableDeletionProtection": True,
        "accessLogs": {"bucket": "door-logs", "enabled": True},
        "tags": {"Name": "loom-frankfurt-door-link"},
    }
    assert recorder.outputs.endswith(":door-balancer")


def test_a_rehearsal_can_delete_it(recorder: Recorder) -> None:
    recorder.run(lambda: DoorBalancer("door", make_args(lasting=False)).arn)
    assert recorder.inputs("door-balancer")["enableDeletionProtection"] is False


def test_targets_are_pods_that_are_ready_and_told_the_endpoint(recorder: Recorder) -> None:
    recorder.run(lambda: DoorBalancer("door", make_args()).target_group_arn)
    assert recorder.inputs("door-targets") == {
        "name": "loom-frankfurt-door-link",
        "vpcId": "vpc",
        "targetType": "ip",
        "ipAddressType": "ipv4",
        "protocol": "TLS",
        "port": 8443,
        "proxyProtocolV2": True,
        "preserveClientIp": "false",
        "deregistrationDelay": 30,
        "connectionTermination": True,
        "healthCheck": {
            "enabled": True,
            "protocol": "HTTP",
            "port": "8081",
            "path": "/ready",
            "matcher": "200",
            "interval": 10,
            "timeout": 5,
            "healthyThreshold": 2,
            "unhealthyThreshold": 2,
        },
        "tags": {"Name": "loom-frankfurt-door-link"},
    }
    assert recorder.outputs.endswith(":door-targets")


def test_listener_of_salesforce_ends_tls_under_the_policy_and_the_certificate(
    recorder: Recorder,
) -> None:
    args = make_args()
    recorder.run(lambda: DoorBalancer("door", args).arn)
    inputs = dict(recorder.inputs("door-listener-443"))
    (action,) = inputs.pop("defaultActions")
    assert action["type"] == "forward"
    assert action["targetGroupArn"].endswith(":door-targets")
    assert inputs.pop("loadBalancerArn").endswith(":door-balancer")
    assert inputs == {
        "port": 443,
        "protocol": "TLS",
        "sslPolicy": args.way.security_policy,
        "certificateArn": CERTIFICATE,
        "tags": {"Name": "loom-frankfurt-door-link-443"},
    }


def test_listener_of_our_own_callers_ends_nothing(recorder: Recorder) -> None:
    recorder.run(lambda: DoorBalancer("door", internal()).arn)
    inputs = recorder.inputs("door-listener-8443")
    assert inputs["protocol"] == "TCP"
    assert not {"sslPolicy", "certificateArn"} & set(inputs)
    assert "accessLogs" not in recorder.inputs("door-balancer")
    targets = recorder.inputs("door-targets")
    assert (targets["protocol"], targets["port"], targets["proxyProtocolV2"]) == (
        "TCP",
        8444,
        False,
    )


def test_each_port_has_a_listener(recorder: Recorder) -> None:
    several = replace(way(Way.INTERNAL), ports=(8443, 9443))
    recorder.run(lambda: DoorBalancer("door", internal(way=several)).arn)
    listeners = {d.inputs["port"] for d in recorder.declared if d.type.endswith(":Listener")}
    assert listeners == {8443, 9443}


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_args(certificate=None),
        lambda: make_args(log_bucket=None),
        lambda: internal(certificate=CERTIFICATE),
        lambda: internal(log_bucket="door-logs"),
    ],
)
def test_tls_without_what_it_takes_is_refused(make: Any) -> None:  # noqa: ANN401  a function
    with pytest.raises(Problem, match="ends TLS without a certificate or a log, or has them"):
        make()
