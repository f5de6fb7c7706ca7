"""What is recorded of a site, and what alarms."""

import json

import pulumi

from enclave.derive.alarm_policies import alarm_channel, queue_policy, topic_policy
from enclave.derive.alarms import trail_alarms
from enclave.derive.aws_names import aws_names
from enclave.derive.buckets import BucketRole
from enclave.derive.cluster import cluster
from enclave.derive.delivery_policies import CLUSTER_LOGS
from enclave.derive.event_alarms import EVENT_ALARMS
from enclave.derive.keys import Purpose, key_name
from enclave.derive.metric_alarms import metric_alarms
from enclave.derive.names import log_stream, trail_log_group
from enclave.derive.trail import trail
from enclave.derive.workloads import RoleKey

from ...components.alarm_channel import AlarmChannel, AlarmChannelArgs
from ...components.alarms import Alarms, AlarmsArgs, BusAlarm, FilterAlarm
from ...components.audit_trail import AuditTrail, AuditTrailArgs
from ...components.isolated_network import IsolatedNetwork
from ...components.log_stream import LogStream, LogStreamArgs
from ...components.private_cluster import PrivateCluster
from ...components.query_logs import QueryLogs, QueryLogsArgs
from .roles import Roles
from .site import Cloud
from .storage import Buckets, Keys


def declare_trail(
    cloud: Cloud, site_keys: Keys, site_buckets: Buckets, site_roles: Roles
) -> AuditTrail:
    """Declare the trail of the account, into the locked bucket and to the alarms."""
    return AuditTrail(
        "audit",
        AuditTrailArgs(
            spec=trail(cloud.declaration, cloud.site),
            bucket=site_buckets[BucketRole.TRAIL].bucket,
            key_arn=_key(cloud, site_keys, Purpose.TRAIL),
            log_group=trail_log_group(cloud.declaration, cloud.site),
            log_key_arn=_key(cloud, site_keys, Purpose.LOGS),
            log_role_arn=site_roles[RoleKey.TRAIL].arn,
        ),
        cloud.options(protected=True),
    )


def declare_query_logs(cloud: Cloud, network: IsolatedNetwork, site_buckets: Buckets) -> None:
    """Declare the record of names that the network asks for."""
    QueryLogs(
        "query-logs",
        QueryLogsArgs(
            prefix=cloud.prefix,
            vpc_id=network.vpc_id,
            bucket_arn=site_buckets[BucketRole.DNS_LOGS].arn,
        ),
        cloud.options(),
    )


def declare_cluster_logs(
    cloud: Cloud,
    control_plane: PrivateCluster,
    site_keys: Keys,
    site_buckets: Buckets,
    site_roles: Roles,
) -> None:
    """Declare the way of the control plane's logs into the locked bucket.

    A subscription may take a minute to begin: what the control plane said before it stands in the
    log group only.
    """
    log_group = cluster(cloud.declaration, cloud.site).log_group
    LogStream(
        "cluster-logs",
        LogStreamArgs(
            stream=log_stream(cloud.declaration, cloud.site),
            log_group=control_plane.cluster_name.apply(lambda _: log_group),  # there by then
            bucket_arn=site_buckets[BucketRole.TRAIL].arn,
            folder=CLUSTER_LOGS,
            key_arn=_key(cloud, site_keys, Purpose.TRAIL),
            hand_over_role_arn=site_roles[RoleKey.LOG_DELIVERY].arn,
            write_role_arn=site_roles[RoleKey.FIREHOSE].arn,
        ),
        cloud.options(),
    )


def declare_alarms(cloud: Cloud, site_keys: Keys, site_roles: Roles, audit: AuditTrail) -> None:
    """Declare the alarms and where they are told."""
    site = (cloud.declaration, cloud.site)
    channel = AlarmChannel(
        "alarm-channel",
        AlarmChannelArgs(
            channel=alarm_channel(*site),
            key_arn=_key(cloud, site_keys, Purpose.ALARMS),
            topic_policy=json.dumps(topic_policy(*site)),
            queue_policy=json.dumps(queue_policy(*site)),
        ),
        cloud.options(),
    )
    names = aws_names(*site)
    Alarms(
        "alarm",
        AlarmsArgs(
            prefix=cloud.prefix,
            topic_arn=channel.topic_arn,
            role_arn=site_roles[RoleKey.ALARMS].arn,
            log_group=audit.log_group_name,
            bus=[
                BusAlarm(name=a.name, says=a.says, pattern=a.pattern(names)) for a in EVENT_ALARMS
            ],
            trail=[
                FilterAlarm(name=a.name, says=a.says, pattern=a.pattern, missed=a.missed)
                for a in trail_alarms(*site)
            ],
            metrics=metric_alarms(*site),
        ),
        cloud.options(),
    )


def _key(cloud: Cloud, site_keys: Keys, purpose: Purpose) -> pulumi.Output[str]:
    return site_keys[key_name(cloud.declaration, cloud.site, purpose, None)].arn
