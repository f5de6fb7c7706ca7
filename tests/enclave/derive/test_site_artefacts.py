"""Files that tell who may do what, what runs, and what somebody is told of."""

import json
from collections.abc import Callable
from typing import Any

from enclave.derive.add_ons import ADD_ONS
from enclave.derive.alarms import trail_alarms
from enclave.derive.cluster import cluster
from enclave.derive.deployer_policies import deployer
from enclave.derive.event_alarms import EVENT_ALARMS
from enclave.derive.metric_alarms import metric_alarms
from enclave.derive.node_groups import node_groups
from enclave.derive.permissions_boundary import permissions_boundary
from enclave.derive.roles import roles
from enclave.derive.site_artefacts import alarm_file, cluster_file, deployer_file, role_file
from tests.enclave.derive.declared import declared

SITE = "frankfurt"


def read(render: Callable[..., str]) -> Any:  # noqa: ANN401  what JSON holds
    return json.loads(render(declared(), "digest", SITE))


def test_every_role_is_written_with_its_documents_and_the_boundary() -> None:
    told = read(role_file)
    assert [each["name"] for each in told["roles"]] == [r.name for r in roles(declared(), SITE)]
    assert [each["policies"] for each in told["roles"]] == [
        r.policies for r in roles(declared(), SITE)
    ]
    assert all(each["trust"]["Statement"] for each in told["roles"])
    assert told["boundary"]["policy"] == permissions_boundary(declared(), SITE)


def test_the_deployer_is_written_as_bootstrap_makes_it() -> None:
    spec, told = deployer(declared(), SITE), read(deployer_file)["deployer"]
    assert (told["name"], told["trust"], told["policies"]) == (spec.name, spec.trust, spec.policies)


def test_the_cluster_is_written_with_its_nodes_add_ons_and_who_may_enter() -> None:
    told = read(cluster_file)
    assert told["cluster"]["version"] == cluster(declared(), SITE).version
    assert [each["name"] for each in told["node_groups"]] == [
        group.name for group in node_groups(declared(), SITE)
    ]
    assert [each["name"] for each in told["add_ons"]] == [spec.name for spec in ADD_ONS]
    assert told["access_entries"]


def test_every_alarm_is_written_and_who_hears_it() -> None:
    told = read(alarm_file)
    assert told["trail"]["selectors"]
    assert list(told["events"]) == [alarm.name for alarm in EVENT_ALARMS]
    assert all(pattern["detail"] for pattern in told["events"].values())
    assert len(told["by_trail"]) == len(trail_alarms(declared(), SITE))
    assert len(told["by_metric"]) == len(metric_alarms(declared(), SITE))
    assert told["topic_policy"]["Statement"]
    assert told["queue_policy"]["Statement"]
