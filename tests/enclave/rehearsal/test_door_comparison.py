from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from enclave.derive.runner import tunnel_document
from enclave.derive.security_groups import Direction, Group
from enclave.rehearsal.door_comparison import compare_door
from enclave.rehearsal.read_back import Held
from enclave.rehearsal.read_door import Listener
from tests.enclave.derive.declared import without_flow
from tests.enclave.rehearsal.factories import SALESFORCE, SITE, as_derived, example, name, opening

HELD = as_derived()
LINK, INTERNAL = "loom-frankfurt-door-link", "loom-frankfurt-door-internal"
OLD = "ELBSecurityPolicy-2016-08"
(SERVICE,), (PULLS,), (RUNNER,) = HELD.services, HELD.links, HELD.machines


def problems(held: Held) -> list[str]:
    return [problem for each in compare_door(example(), SITE, held) for problem in each.problems]


def with_balancer(**changed: Any) -> Held:  # noqa: ANN401  any field
    changed_one = replace(HELD.balancers[LINK], **changed)
    return replace(HELD, balancers={**HELD.balancers, LINK: changed_one})


def with_targets(**changed: Any) -> Held:  # noqa: ANN401  any field
    (targets,) = HELD.balancers[LINK].targets.values()
    return with_balancer(targets={LINK: replace(targets, **changed)})


def test_nothing_is_wrong_with_what_is_as_derived() -> None:
    assert problems(HELD) == []
    assert [str(each) for each in compare_door(example(), SITE, HELD)] == [
        "3/3 ways to the door",
        "1/1 ways to Salesforce",
        "1/1 runner without inbound rules",
        "2/2 session documents",
    ]


def test_an_older_tls_policy_is_named() -> None:
    listener = Listener(port=443, protocol="TLS", policy=OLD)
    assert problems(with_balancer(listeners=(listener,))) == [
        f"load balancer {LINK} does not listen as derived"
    ]


def test_a_listener_more_is_named() -> None:
    more = Listener(port=80, protocol="TCP", policy=None)
    held = with_balancer(listeners=(more, *HELD.balancers[LINK].listeners))
    assert problems(held) == [f"load balancer {LINK} does not listen as derived"]


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "instance"},
        {"protocol": "TCP"},
        {"port": 8444},
        {"proxy_protocol": False},
        {"health": "TCP:traffic-port"},
    ],
)
def test_targets_that_are_others_are_named(changed: Mapping[str, Any]) -> None:
    assert problems(with_targets(**changed)) == [
        f"load balancer {LINK} does not lead to the door as derived"
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"internal": False}, "is not internal"),
        ({"groups": frozenset()}, "stands in no security group"),
        ({"groups": frozenset({"mine"})}, "stands in mine"),
    ],
)
def test_a_load_balancer_that_is_open_is_named(changed: dict[str, Any], said: str) -> None:
    assert problems(with_balancer(**changed)) == [f"load balancer {LINK} {said}"]


def test_a_load_balancer_that_is_gone_or_more_is_named() -> None:
    moved = {"mine": HELD.balancers[LINK], INTERNAL: HELD.balancers[INTERNAL]}
    assert problems(replace(HELD, balancers=moved)) == [
        f"load balancer {LINK} is derived, and does not stand",
        "load balancer mine stands, and is not derived",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"balancers": frozenset({INTERNAL, LINK})},
            f"offers {INTERNAL}, {LINK} instead of {LINK} alone",
        ),
        ({"by_hand": False}, "lets in whoever asks, and nobody accepts"),
        ({"principals": frozenset({"*"})}, "may be asked by * instead of one role"),
        ({"principals": frozenset()}, "may be asked by nobody instead of one role"),
        (
            {"principals": frozenset({"arn:aws:iam::222233334444:root"})},
            "may be asked by arn:aws:iam::222233334444:root instead of one role",
        ),
        ({"regions": frozenset({"us-east-1"})}, "may be asked from us-east-1"),
    ],
)
def test_a_service_that_lets_in_more_is_named(changed: dict[str, Any], said: str) -> None:
    held = replace(HELD, services=(replace(SERVICE, **changed),))
    assert problems(held) == [f"endpoint service {said}"]


def test_a_second_guest_is_named() -> None:
    more = SERVICE.principals | {"arn:aws:iam::999988887777:role/mine"}
    (said,) = problems(replace(HELD, services=(replace(SERVICE, principals=more),)))
    assert said.endswith("instead of one role")


def test_a_service_that_is_gone_is_named() -> None:
    assert problems(replace(HELD, services=())) == [
        "endpoint service is derived, and does not stand"
    ]


def test_a_service_that_nobody_declared_is_named() -> None:
    others = {n: b for n, b in HELD.balancers.items() if n != LINK}
    held = replace(HELD, balancers=others)
    declared = without_flow(example(), "ask")
    found = [p for each in compare_door(declared, SITE, held) for p in each.problems]
    assert found == ["endpoint service stands, and is not derived"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"groups": frozenset({"mine"})}, "endpoint of Salesforce stands in mine"),
        (
            {"names": frozenset()},
            "loom.my.salesforce.example does not lead to the endpoint of Salesforce",
        ),
        (
            {"names": PULLS.names | {"login.example"}},
            "login.example leads to the endpoint of Salesforce, and is not declared",
        ),
    ],
)
def test_a_way_to_salesforce_that_is_another_is_named(changed: dict[str, Any], said: str) -> None:
    assert problems(replace(HELD, links=(replace(PULLS, **changed),))) == [said]


def test_a_way_to_somebody_else_is_named() -> None:
    more = replace(PULLS, service="com.amazonaws.vpce.eu-central-1.vpce-svc-1")
    assert problems(replace(HELD, links=(PULLS, more))) == [
        "endpoint of com.amazonaws.vpce.eu-central-1.vpce-svc-1 stands, and is not derived"
    ]


def test_a_way_to_salesforce_that_is_gone_or_not_declared_is_named() -> None:
    assert problems(replace(HELD, links=())) == [
        "endpoint of Salesforce is derived, and does not stand"
    ]
    declared = without_flow(example(), "pull")
    found = [p for each in compare_door(declared, SITE, HELD) for p in each.problems]
    assert found == [f"endpoint of {SALESFORCE} stands, and is not derived"]


def test_a_rule_that_lets_somebody_reach_the_runner_is_named() -> None:
    rule = opening(group=Group.RUNNER, direction=Direction.INGRESS)
    assert problems(replace(HELD, openings=(*HELD.openings, rule))) == [
        f"machine loom-frankfurt-runner can be reached: {rule}"
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"groups": frozenset({"mine"})}, "stands in mine"),
        ({"public": True}, "has a public address"),
        ({"key_pair": True}, "has a key pair"),
        ({"tokens_only": False}, "tells its role to more than itself"),
        ({"hops": 2}, "tells its role to more than itself"),
        ({"profile": None}, "has no role"),
        ({"profile": "admin"}, "has the role admin"),
    ],
)
def test_a_runner_that_is_another_is_named(changed: dict[str, Any], said: str) -> None:
    held = replace(HELD, machines=(replace(RUNNER, **changed),))
    assert problems(held) == [f"machine loom-frankfurt-runner {said}"]


def test_a_machine_that_is_gone_twice_or_more_is_named() -> None:
    assert problems(replace(HELD, machines=())) == [
        "machine loom-frankfurt-runner is derived, and does not stand"
    ]
    assert problems(replace(HELD, machines=(RUNNER, RUNNER))) == [
        "machine loom-frankfurt-runner stands several times"
    ]
    assert problems(replace(HELD, machines=(RUNNER, replace(RUNNER, name="miner")))) == [
        "machine miner stands, and is not derived"
    ]
    assert name(Group.RUNNER) in RUNNER.groups


def with_documents(documents: Mapping[str, Any]) -> Held:
    return replace(HELD, sessions=replace(HELD.sessions, documents=documents))


def test_a_tunnel_that_leads_elsewhere_is_named() -> None:
    documents = dict(HELD.sessions.documents)
    documents["loom-frankfurt-tunnel"] = tunnel_document("https://elsewhere.example")
    assert problems(with_documents(documents)) == [
        "session document loom-frankfurt-tunnel leads elsewhere than to the cluster"
    ]


def test_sessions_without_an_end_are_named() -> None:
    endless = {"sessionType": "Standard_Stream", "inputs": {}}
    documents = dict(HELD.sessions.documents) | {"SSM-SessionManagerRunShell": endless}
    assert problems(with_documents(documents)) == [
        "session document SSM-SessionManagerRunShell does not end sessions as derived"
    ]


def test_a_session_document_that_is_gone_or_more_is_named() -> None:
    documents = dict(HELD.sessions.documents)
    shell = documents.pop("loom-frankfurt-tunnel")
    assert problems(with_documents(documents | {"shell": shell})) == [
        "session document loom-frankfurt-tunnel is derived, and does not stand",
        "session document shell stands, and is not derived",
    ]
