"""What the deployer is refused: ways out that it could make, tags, sessions, the cluster."""

from collections.abc import Iterator
from typing import Any

from tests.judges.iam.rows import Row, row

_WHO = "the-deployer"
_OURS: dict[str, Any] = {"aws__ResourceTag___enclave__site": "{site}"}
_NEW: dict[str, Any] = {"aws__RequestTag___enclave__site": "{site}"}
_THEIRS: dict[str, Any] = {"aws__ResourceTag___enclave__site": "another"}
_ENTRY = "eks:access-entry/{cluster}/role/{account}"
_POLICY = "arn:{partition}:eks::aws:cluster-access-policy/AmazonEKS"


def deployer_rows() -> Iterator[Row]:
    """By what it may touch, and by one sign of it that is wrong."""
    yield from _network()
    yield from _tags()
    yield from _people()
    yield from _machines()


def _network() -> Iterator[Row]:
    make = (_WHO, "ec2:CreateVpcEndpoint", "ec2:vpc-endpoint/vpce-1", "identity ...")
    for service in ("com.amazonaws.{region}.bedrock-runtime", "com.other.vpce.x.vpce-svc-1"):
        yield row(*make, "a service that is not derived", **_NEW, ec2__VpceServiceName=service)
    yield row(*make, "no service told", **_NEW)
    accept = "ec2:AcceptVpcEndpointConnections"
    service = "ec2:vpc-endpoint-service/vpce-svc-1"
    yield row(_WHO, accept, service, "identity ...", "acceptance takes two", **_OURS)
    yield row("acceptor", accept, service, "identity ...", "another site's", **_THEIRS)
    change = "ec2:ModifyVpcEndpointServicePermissions"
    yield row(
        "acceptor", change, service, "identity ...", "it accepts and changes nothing", **_OURS
    )


def _tags() -> Iterator[Row]:
    tag, untag = "kms:TagResource", "kms:UntagResource"
    key = "key:weights"
    yield row(_WHO, tag, key, "identity ...", "another site's key", **_NEW, **_THEIRS)
    for name in ("enclave:site", "Name"):
        for action in (tag, untag):
            yield row(
                _WHO, action, key, "KeepsTheNamesOfKeys ...", f"its {name} stays",
                **_OURS, aws__TagKeys=[name],
            )  # fmt: skip
    yield row(_WHO, tag, key, "", "another tag of its own", **_OURS, aws__TagKeys=["Data"])
    for action in ("kms:PutKeyPolicy", tag):
        yield row(
            _WHO, action, key, "LeavesKeysOfBootstrap ...", "the key of state is not its own",
            **_OURS, aws__ResourceTag___enclave__bootstrap="state",
        )  # fmt: skip
    resolver = "route53resolver:firewall-rule-group/rslvr-frg-1"
    yield row(
        _WHO, "route53resolver:TagResource", resolver, "identity ...", "another site's", **_NEW,
        **_THEIRS,
    )  # fmt: skip
    yield row(
        _WHO, "route53resolver:UntagResource", resolver, "KeepsTheTag ...", "the tag stays",
        **_OURS, aws__TagKeys=["enclave:site"],
    )  # fmt: skip
    balancer = "elasticloadbalancing:loadbalancer/net/x/1"
    add = ("elasticloadbalancing:AddTags", balancer)
    yield row(_WHO, *add, "identity ...", "takes what is not being made", **_NEW)
    yield row(
        _WHO, *add, "GivesNothingAway", "gives what is ours to another", **_OURS,
        aws__RequestTag___enclave__site="another", aws__TagKeys=["enclave:site"],
    )  # fmt: skip
    delete = ("ec2:DeleteTags", "ec2:vpc/vpc-1")
    yield row(_WHO, *delete, "identity ...", "all of them", **_OURS, aws__TagKeys=None)


def _people() -> Iterator[Row]:
    start, tunnel = "ssm:StartSession", "ssm:document/{slug}-tunnel"
    yield row(_WHO, start, tunnel, "identity ...", "it writes the document")
    for action in ("ssm:UpdateDocument", "ssm:UpdateDocumentDefaultVersion", "ssm:DeleteDocument"):
        yield row(_WHO, action, tunnel, "identity ...", "a tunnel stays one in production")
    shell = "ssm:document/SSM-SessionManagerRunShell"
    yield row("operator", start, shell, "identity ...", "a shell")
    machine = ("operator", start, "ec2:instance/i-1", "identity ...")
    yield row(*machine, "another machine", ssm__resourceTag___Name="{slug}-system")
    yield row(
        *machine, "no document looked at", ssm__resourceTag___Name="{slug}-runner",
        ssm__SessionDocumentAccessCheck="false",
    )  # fmt: skip
    associate = (_WHO, "eks:AssociateAccessPolicy")
    looks = f"{_ENTRY}/break-glass/1"
    admin = f"{_POLICY}ClusterAdminPolicy"
    yield row(*associate, looks, "identity ...", "break-glass looks", eks__policyArn=admin)
    for role in ("{slug}-deployer", "anybody"):
        yield row(
            *associate, f"{_ENTRY}/{role}/1", "identity ...", "it is not let in",
            eks__policyArn=admin,
        )  # fmt: skip


def _machines() -> Iterator[Row]:
    change = (_WHO, "ec2:ModifyInstanceAttribute", "ec2:instance/i-1")
    yield row(*change, "ChangesNoUserData ...", "it would run on the runner", **_OURS,
              ec2__Attribute="userData")  # fmt: skip
    yield row(*change, "", "its size", **_OURS, ec2__Attribute="instanceType")
