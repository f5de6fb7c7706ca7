"""What stands where every derived rule does, and ways to change it."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Network
from pathlib import Path
from typing import Any, Literal

import boto3
import yaml

from enclave.declaration.model import Declaration
from enclave.derive.alarm_policies import queue_arn, queue_policy, topic_arn, topic_policy
from enclave.derive.alarms import trail_alarms
from enclave.derive.aws_names import aws_names
from enclave.derive.bucket_policies import bucket_policy
from enclave.derive.buckets import BucketSpec, buckets
from enclave.derive.cluster import cluster
from enclave.derive.door import DoorWay, door_ways
from enclave.derive.endpoint_policies import endpoint_policy
from enclave.derive.endpoints import endpoints
from enclave.derive.event_alarms import EVENT_ALARMS
from enclave.derive.key_policies import key_policy
from enclave.derive.keys import keys
from enclave.derive.metric_alarms import metric_alarms
from enclave.derive.names import resource_name
from enclave.derive.node_groups import NodeGroupSpec, node_groups
from enclave.derive.permissions_boundary import boundary_arn
from enclave.derive.roles import RoleSpec, roles
from enclave.derive.runner import session_preferences, tunnel_document
from enclave.derive.salesforce_pulls import pulled_domains
from enclave.derive.security_groups import Direction, Group, security_groups
from enclave.derive.trail import trail
from enclave.rehearsal.processes import end, with_arguments, with_variable
from enclave.rehearsal.reachability import OUTSIDE
from enclave.rehearsal.read_audit import (
    Audit,
    MetricAlarm,
    Queue,
    Rule,
    Stream,
    Topic,
    Trail,
)
from enclave.rehearsal.read_back import Held, Opening
from enclave.rehearsal.read_cluster import Cluster, Nodes
from enclave.rehearsal.read_door import Balancer, Link, Listener, Service, Targets
from enclave.rehearsal.read_machines import Machine
from enclave.rehearsal.read_roles import HeldRole
from enclave.rehearsal.read_sessions import Sessions
from enclave.rehearsal.read_store import Bucket, Key
from enclave.rehearsal.workspace import Workspace

SITE = "frankfurt"
API = "https://0a1b.gr7.eu-central-1.eks.example"
SALESFORCE = "com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d4e5f67890"
EXAMPLE = Path(__file__).parents[3] / "enclave.yaml"


@cache
def example() -> Declaration:
    """The example retailer."""
    return Declaration.model_validate(yaml.safe_load(EXAMPLE.read_text()))


def name(group: Group) -> str:
    """Name of a group as it stands."""
    return resource_name(example(), SITE, group)


@cache
def as_derived() -> Held:
    """What AWS would hold if every derived rule stood, and no other."""
    groups = security_groups(example(), SITE)
    openings = tuple(
        Opening(
            group=group.name,
            direction=rule.direction,
            peer=name(rule.peer) if isinstance(rule.peer, Group) else rule.peer,
            protocol=rule.protocol,
            ports=(rule.from_port, rule.to_port),
        )
        for group in groups
        for rule in group.rules
    )
    return Held(
        networks=(IPv4Network("10.40.0.0/20"),),
        groups=frozenset({"default", *(group.name for group in groups)}),
        openings=openings,
        policies={
            e.service_name: endpoint_policy(example(), SITE, e.service)
            for e in endpoints(example(), SITE)
        },
        ways_out=(),
        buckets={spec.name: _bucket(spec) for spec in buckets(example(), SITE)},
        keys={
            spec.name: Key(
                arn=key_arn(spec.name),
                enabled=True,
                rotated=True,
                policy=key_policy(example(), SITE, spec),
            )
            for spec in keys(example(), SITE)
        },
        balancers={way.name: _balancer(way) for way in door_ways(example(), SITE)},
        services=(
            Service(
                balancers=frozenset({"loom-frankfurt-door-link"}),
                principals=frozenset({"arn:aws:iam::222233334444:role/private-connect"}),
                by_hand=True,
                regions=frozenset(),
            ),
        ),
        links=(
            Link(
                service=SALESFORCE,
                groups=frozenset({name(Group.SALESFORCE_ENDPOINT)}),
                names=frozenset(pulled_domains(example(), SITE)),
            ),
        ),
        machines=(
            Machine(
                name="loom-frankfurt-runner",
                groups=frozenset({name(Group.RUNNER)}),
                public=False,
                key_pair=False,
                tokens_only=True,
                hops=1,
                profile="loom-frankfurt-runner",
            ),
        ),
        clusters={"loom-frankfurt-cluster": _cluster()},
        audit=_audit(),
        roles={spec.name: _role(spec) for spec in roles(example(), SITE)},
        sessions=Sessions(
            documents={
                "loom-frankfurt-tunnel": tunnel_document(API),
                "SSM-SessionManagerRunShell": session_preferences(),
            },
            apis=frozenset({API}),
        ),
    )


def _role(spec: RoleSpec) -> HeldRole:
    return HeldRole(
        trust=spec.trust,
        policies=spec.policies,
        attached=frozenset(),
        boundary=boundary_arn(example(), SITE),
    )


def key_arn(key: str) -> str:
    """ARN of a key that stands."""
    return f"arn:aws:kms:eu-central-1:111122223333:key/{key}"


def _cluster() -> Cluster:
    spec = cluster(example(), SITE)
    return Cluster(
        version=spec.version,
        private=True,
        egress_mode="CUSTOMER_ROUTED",
        key=key_arn("loom-frankfurt-cluster"),
        logs=frozenset(map(str, spec.log_types)),
        groups=frozenset({name(Group.CONTROL_PLANE)}),
        services=spec.service_block,
        role="loom-frankfurt-cluster",
        nodes={group.name: _nodes(group) for group in node_groups(example(), SITE)},
    )


def _nodes(spec: NodeGroupSpec) -> Nodes:
    return Nodes(
        image=spec.ami_type,
        version="1.36",
        capacity="ON_DEMAND",
        sizes=(spec.count, spec.count, spec.count),
        labels=spec.labels,
        taints=frozenset((t.key, t.value, str(t.effect)) for t in spec.taints),
        role="loom-frankfurt-nodes",
        instance_type=spec.instance_type,
        groups=frozenset({name(spec.group)}),
        tokens_only=True,
        hops=1,
        key_pair=False,
        volume_keys=frozenset({key_arn("loom-frankfurt-volumes")}),
        user_data=spec.user_data,
        reservation=None,
    )


def _metric_alarms(topic: str, group: str) -> Iterator[tuple[str, MetricAlarm]]:
    told = frozenset({topic})
    one = ("GreaterThanOrEqualToThreshold", 1, "notBreaching")
    none = ("LessThanThreshold", 1, "breaching")
    for counted in trail_alarms(example(), SITE):
        name = f"loom-frankfurt-{counted.name}"
        yield (
            name,
            MetricAlarm(
                enabled=True,
                metric=name,
                actions=told,
                patterns=frozenset({(group, counted.pattern)}),
                of=frozenset(),
                when=none if counted.missed else one,
            ),
        )
    for measured in metric_alarms(example(), SITE):
        lacking = "breaching" if measured.missing else "notBreaching"
        yield (
            f"loom-frankfurt-{measured.name}",
            MetricAlarm(
                enabled=True,
                metric=measured.metric,
                actions=told,
                patterns=frozenset(),
                of=frozenset(measured.of.items()),
                when=(measured.comparison, measured.threshold, lacking),
            ),
        )


def _audit() -> Audit:
    topic, queue = topic_arn(example(), SITE), queue_arn(example(), SITE)
    group = "/enclave/loom-frankfurt-trail"
    speaks = "arn:aws:iam::111122223333:role/loom-frankfurt-alarms"
    names = aws_names(example(), SITE)
    return Audit(
        trails={
            "loom-frankfurt-trail": Trail(
                logging=True,
                everywhere=True,
                validated=True,
                bucket="loom-frankfurt-trail-111122223333",
                key=key_arn("loom-frankfurt-trail"),
                log_group=f"arn:aws:logs:eu-central-1:111122223333:log-group:{group}:*",
                selectors=trail(example(), SITE).selectors,
            )
        },
        rules={
            f"loom-frankfurt-{alarm.name}": Rule(
                enabled=True, pattern=alarm.pattern(names), targets=frozenset({(topic, speaks)})
            )
            for alarm in EVENT_ALARMS
        },
        alarms=dict(_metric_alarms(topic, group)),
        topics={
            "loom-frankfurt-alarms": Topic(
                key=key_arn("loom-frankfurt-alarms"),
                policy=topic_policy(example(), SITE),
                listeners=frozenset({("sqs", queue)}),
            )
        },
        queues={
            "loom-frankfurt-alarms": Queue(
                key=key_arn("loom-frankfurt-alarms"), policy=queue_policy(example(), SITE)
            )
        },
        streams={
            "loom-frankfurt-cluster-logs": Stream(
                bucket="arn:aws:s3:::loom-frankfurt-trail-111122223333",
                folder="cluster-logs/",
                key=key_arn("loom-frankfurt-trail"),
                encrypted=True,
                sources=frozenset({"/aws/eks/loom-frankfurt-cluster/cluster"}),
            )
        },
    )


def _balancer(way: DoorWay) -> Balancer:
    listeners = (
        Listener(port=port, protocol=way.protocol, policy=way.security_policy) for port in way.ports
    )
    targets = Targets(
        kind="ip",
        protocol=way.protocol,
        port=way.target_port,
        proxy_protocol=way.proxy_protocol,
        health="HTTP:8081/ready",
    )
    return Balancer(
        internal=True,
        groups=frozenset({name(Group.LOAD_BALANCER)}),
        listeners=tuple(listeners),
        targets={way.name: targets},
    )


def _bucket(spec: BucketSpec) -> Bucket:
    arns = [key_arn(key) for key in (spec.key, *spec.other_keys)]
    return Bucket(
        closed=True,
        versioned=True,
        key=key_arn(spec.key),
        policy=bucket_policy(example(), SITE, spec, key_arns=arns),
    )


def opening(
    *,
    group: Group = Group.SYSTEM,
    direction: Direction = Direction.EGRESS,
    peer: Group | IPv4Network = OUTSIDE,
) -> Opening:
    """A rule for HTTPS that stands; by default of the system nodes, to the internet."""
    return Opening(
        group=name(group),
        direction=direction,
        peer=name(peer) if isinstance(peer, Group) else peer,
        protocol="tcp",
        ports=(443, 443),
    )


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """The command in a copy of this project, with a cache of its own."""

    project: Path
    environment: Mapping[str, str]

    @property
    def workspace(self) -> Workspace:
        """Where it writes."""
        kept = Path(self.environment["XDG_CACHE_HOME"]) / "sovereign-enclave" / "rehearsals"
        return Workspace(folder=next(iter(kept.glob("enclave-*")), kept / "enclave-none"))

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Begin `enclave rehearse ...` in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "enclave", "rehearse", *arguments],
            cwd=self.project,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `enclave rehearse ...` to its end; a crash of the command itself fails the test."""
        with self.start(*arguments) as process:
            said, told = process.communicate()
        assert "Traceback" not in told, told
        return subprocess.CompletedProcess(arguments, process.returncode, said, told)

    def by_hand(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a shell command elsewhere, after `eval "$(enclave rehearse env)"`."""
        script = f"{self.run('env').stdout}\ncd / && {command}"
        return subprocess.run(
            ["/bin/sh", "-c", script],
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
        )

    def client(self, service: Literal["cloudtrail", "ec2", "eks", "kms", "s3", "sns"]) -> Any:  # noqa: ANN401  boto3 has no types
        """The SDK as a user would have it after `eval`."""
        told = json.loads(self.run("env", "--json").stdout)
        return boto3.client(
            service,
            region_name="eu-central-1",
            endpoint_url=told["AWS_ENDPOINT_URL"],
            aws_access_key_id=told["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=told["AWS_SECRET_ACCESS_KEY"],
        )

    def discard(self) -> None:
        """End what runs for it; `down`, which asks the engine first, has tests of its own."""
        end(self.processes())

    def processes(self) -> list[int]:
        """Everything that runs for this rehearsal."""
        marked = with_variable("ENCLAVE_REHEARSED_IN", str(self.workspace.folder))
        return [*marked, *with_arguments(("--folder", str(self.workspace.moto.resolve())))]
