"""Files of a cloud site that tell who may do what, what runs, and what somebody is told of."""

from enclave.declaration.model import Declaration
from enclave.derive.access_entries import access_entries
from enclave.derive.add_ons import ADD_ONS
from enclave.derive.alarm_policies import queue_arn, queue_policy, reader_policy, topic_policy
from enclave.derive.alarms import TrailAlarm, trail_alarms
from enclave.derive.aws_names import aws_names
from enclave.derive.cluster import cluster
from enclave.derive.deployer_policies import deployer
from enclave.derive.event_alarms import EVENT_ALARMS, EventAlarm
from enclave.derive.flow_table import as_json
from enclave.derive.metric_alarms import MetricAlarm, metric_alarms
from enclave.derive.node_groups import node_groups
from enclave.derive.permissions_boundary import boundary_name, permissions_boundary
from enclave.derive.plain import plain
from enclave.derive.roles import roles
from enclave.derive.trail import trail


def role_file(declaration: Declaration, digest: str, site: str) -> str:
    """The site's roles with all their documents, and what none of them exceeds."""
    boundary = {
        "name": boundary_name(declaration, site),
        "policy": permissions_boundary(declaration, site),
    }
    found = {"boundary": boundary, "roles": plain(roles(declaration, site))}
    return as_json(digest, found)


def deployer_file(declaration: Declaration, digest: str, site: str) -> str:
    """The role that deploys, as `enclave bootstrap` makes it where nobody is named to it."""
    return as_json(digest, {"deployer": plain(deployer(declaration, site))})


def cluster_file(declaration: Declaration, digest: str, site: str) -> str:
    """The cluster, its nodes, its add-ons, and who may enter."""
    found = {
        "cluster": plain(cluster(declaration, site)),
        "node_groups": plain(node_groups(declaration, site)),
        "add_ons": plain(ADD_ONS),
        "access_entries": plain(access_entries(declaration, site)),
    }
    return as_json(digest, found)


def alarm_file(declaration: Declaration, digest: str, site: str) -> str:
    """What is recorded, what alarms and what it means, and what hearing it takes."""
    names = aws_names(declaration, site)
    by_trail, by_metric = trail_alarms(declaration, site), metric_alarms(declaration, site)
    every: tuple[EventAlarm | TrailAlarm | MetricAlarm, ...] = (
        *EVENT_ALARMS,
        *by_trail,
        *by_metric,
    )
    found = {
        "alarms": {alarm.name: alarm.says for alarm in every},
        "queue": queue_arn(declaration, site),
        "reader": reader_policy(declaration, site),
        "trail": plain(trail(declaration, site)),
        "events": {alarm.name: alarm.pattern(names) for alarm in EVENT_ALARMS},
        "by_trail": plain(by_trail),
        "by_metric": plain(by_metric),
        "topic_policy": topic_policy(declaration, site),
        "queue_policy": queue_policy(declaration, site),
    }
    return as_json(digest, found)
