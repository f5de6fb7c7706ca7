"""Trust policies: who may take a role of a cloud site, each for this account and cluster only.

A service of AWS takes a role in the name of a resource; the conditions say which resource, so that
nobody else's can make the service use ours (the confused deputy). EC2 names no source when it hands
a role to a machine: there, who may pass the role is what limits it. Roles of people are taken by
whom IAM of the account lets, with a second factor.
"""

from typing import Any

from enclave.declaration.model import Declaration
from enclave.derive.aws_names import AwsNames, aws_names
from enclave.derive.deployer_trust import deployer_trust
from enclave.derive.names import cluster_name, resource_name, trail_name
from enclave.derive.policy_documents import Condition, Document, document, of_organization
from enclave.derive.workloads import PEOPLE, WORKLOADS, RoleKey, Workload

_ASSUME = "sts:AssumeRole"
_MACHINES = frozenset({RoleKey.NODES, RoleKey.RUNNER})


def trust_policy(declaration: Declaration, site: str, key: RoleKey) -> Document:
    """Who may take one role of a cloud site. Raises Problem for a data centre."""
    names = aws_names(declaration, site)
    cluster = cluster_name(declaration, site)
    if key in WORKLOADS:
        return _pods(names, cluster, WORKLOADS[key])
    if key in PEOPLE:
        return deployer_trust(
            names, f"sites.{site}, {key}", (), of_organization(declaration, "Principal")
        )
    if key in _MACHINES:
        return _trust(names.principal("ec2"), (_ASSUME,), {})
    if key is RoleKey.FIREHOSE:
        return _streams(names)
    service, source = {
        RoleKey.CLUSTER: ("eks", names.arn("eks", f"cluster/{cluster}")),
        RoleKey.TRAIL: (
            "cloudtrail",
            names.arn("cloudtrail", f"trail/{trail_name(declaration, site)}"),
        ),
        RoleKey.ALARMS: (
            "events",
            names.arn("events", f"rule/{resource_name(declaration, site, '*')}"),
        ),
        RoleKey.LOG_DELIVERY: (f"logs.{names.region}", names.arn("logs", "*")),
    }[key]
    return _trust(names.principal(service), (_ASSUME,), _from(names, source))


def _pods(names: AwsNames, cluster: str, workload: Workload) -> Document:
    """EKS Pod Identity tells cluster and pod in the session's tags (EKS User Guide, pod-id-role).

    A condition on `aws:SourceArn` is not met (awslabs/mountpoint-s3-csi-driver, issue 781).
    """
    tags = {
        "eks-cluster-arn": names.arn("eks", f"cluster/{cluster}"),
        "kubernetes-namespace": workload.namespace,
        "kubernetes-service-account": workload.service_account,
    }
    return _trust(
        names.principal("pods.eks"),
        (_ASSUME, "sts:TagSession"),
        {
            "StringEquals": {"aws:SourceAccount": names.account}
            | {f"aws:RequestTag/{name}": value for name, value in tags.items()}
        },
    )


def _streams(names: AwsNames) -> Document:
    """Data Firehose tells as external id whose stream it is (CloudWatch Logs User Guide).

    There: CreateFirehoseStream. That it names a source too is documented nowhere. Check live.
    """
    account = {"StringEquals": {"sts:ExternalId": names.account}}
    return _trust(names.principal("firehose"), (_ASSUME,), account)


def _from(names: AwsNames, source: str) -> Condition:
    return {
        "StringEquals": {"aws:SourceAccount": names.account},
        "ArnLike": {"aws:SourceArn": source},
    }


def _trust(service: str, actions: tuple[str, ...], condition: Condition) -> Document:
    statement: dict[str, Any] = {
        "Sid": "Taken",
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": list(actions),
    }
    return document([statement | ({"Condition": condition} if condition else {})])
