"""Calls that the roles of a site need, one of each kind: written from what their holders do.

Not from their policies: a judge holds the two against each other. Resources are such as there will
be, with made-up ids.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enclave.declaration.model import Declaration
from enclave.derive.alarm_policies import topic_arn
from enclave.derive.buckets import BucketRole, content_folder, index_folder
from enclave.derive.delivery_policies import CLUSTER_LOGS
from enclave.derive.keys import KeySpec, Purpose, keys
from enclave.derive.names import log_stream, trail_log_group
from enclave.derive.needed_call import NeededCall
from enclave.derive.placement import functions_at
from enclave.derive.repositories import repositories
from enclave.derive.role_site import RoleSite
from enclave.derive.runner import runner, tunnel_document_name
from enclave.derive.state_backend import state_backend
from enclave.derive.workloads import RoleKey, role_keys
from enclave.facts.add_on_images import add_on_account

Context = Mapping[str, str | tuple[str, ...]]
Found = Iterator[tuple[str, str, Context]]  # actions, resource, context
_PULL = "ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetDownloadUrlForLayer"
_KEEP = "kms:Decrypt kms:GenerateDataKey"
_CLUSTER_TAG = "cluster.k8s.amazonaws.com/name"
_VOLUME_TAG = "ebs.csi.aws.com/cluster"


@dataclass(frozen=True, kw_only=True)
class Caller(RoleSite):
    """A site, as those see it who call from there."""

    def one(self, spec: KeySpec, service: str | None = None) -> tuple[str, Context]:
        """A key of the site, and the context of its use, through a service or directly."""
        via = {"kms:ViaService": self.names.host(service)} if service else {}
        tags = self.own | {"aws:ResourceTag/Name": spec.name}
        alias: Context = {"kms:ResourceAliases": (f"alias/{spec.name}",)}
        return self.names.arn("kms", "key/1"), {**alias, **tags, **via}

    def of(self, purpose: Purpose) -> Iterator[KeySpec]:
        """Keys for a purpose."""
        return (key for key in keys(self.declaration, self.site) if key.purpose is purpose)

    def use(self, actions: str, purpose: Purpose, service: str | None = None) -> Found:
        """Use of every key for a purpose."""
        for spec in self.of(purpose):
            yield actions, *self.one(spec, service)


def workload_calls(declaration: Declaration, site: str) -> tuple[NeededCall, ...]:
    """Every call that a role of a cloud site needs. Raises Problem for a data centre."""
    here = Caller(declaration=declaration, site=site)
    region = {"aws:RequestedRegion": here.names.region}
    return tuple(
        NeededCall(role_key=key, action=action, resource=resource, context=region | dict(context))
        for key in role_keys(declaration, site)
        for actions, resource, context in _CALLS[key](here)
        for action in actions.split()
    )


def _cluster(here: Caller) -> Found:
    yield (
        (
            "ec2:DescribeAvailabilityZones ec2:DescribeDhcpOptions ec2:DescribeInstanceTopology "
            "ec2:DescribeInstances ec2:DescribeNetworkInterfaces ec2:DescribeVpcs"
        ),
        "*",
        {},
    )
    tags: Context = {"aws:TagKeys": (f"kubernetes.io/cluster/{here.cluster}",)}
    yield "ec2:CreateTags", here.names.arn("ec2", "instance/i-1"), tags
    yield from here.use("kms:DescribeKey", Purpose.CLUSTER)


def _nodes(here: Caller) -> Found:
    yield "ecr:GetAuthorizationToken ec2:DescribeInstances", "*", {}
    yield "eks:DescribeCluster eks-auth:AssumeRoleForPodIdentity", here.cluster_arn, {}
    yield from _images(here, _PULL)
    owner = add_on_account(here.names.region)
    if owner is not None:
        names = here.names
        add_on = f"arn:{names.partition}:ecr:{names.region}:{owner}:repository/eks/coredns"
        yield _PULL, add_on, {}


def _cni(here: Caller) -> Found:
    arn = here.names.arn
    tag = {f"aws:RequestTag/{_CLUSTER_TAG}": here.cluster}
    interface = arn("ec2", "network-interface/eni-1")
    of_cluster = {f"aws:ResourceTag/{_CLUSTER_TAG}": here.cluster}
    node = {f"aws:ResourceTag/kubernetes.io/cluster/{here.cluster}": "owned"}
    yield (
        (
            "ec2:DescribeInstanceTypes ec2:DescribeInstances ec2:DescribeNetworkInterfaces "
            "ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeTags logs:DescribeLogGroups"
        ),
        "*",
        {},
    )
    yield "ec2:CreateNetworkInterface", interface, tag
    yield "ec2:CreateNetworkInterface", arn("ec2", "subnet/subnet-1"), here.own
    group = arn("ec2", "security-group/sg-1")
    yield "ec2:CreateNetworkInterface ec2:ModifyNetworkInterfaceAttribute", group, here.own
    yield "ec2:CreateTags", interface, tag | {"ec2:CreateAction": "CreateNetworkInterface"}
    yield (
        (
            "ec2:AssignPrivateIpAddresses ec2:AttachNetworkInterface ec2:DeleteNetworkInterface "
            "ec2:DetachNetworkInterface ec2:ModifyNetworkInterfaceAttribute "
            "ec2:UnassignPrivateIpAddresses"
        ),
        interface,
        of_cluster,
    )
    on_node = (
        "ec2:AttachNetworkInterface ec2:DetachNetworkInterface ec2:ModifyNetworkInterfaceAttribute"
    )
    yield on_node, arn("ec2", "instance/i-1"), node
    stream = f"log-group:/aws/eks/{here.cluster}/cluster:log-stream:aws-network-policy-agent"
    yield "logs:CreateLogStream logs:PutLogEvents", arn("logs", stream), {}


def _storage(here: Caller) -> Found:
    arn = here.names.arn
    volume, tag = arn("ec2", "volume/vol-1"), {f"aws:RequestTag/{_VOLUME_TAG}": "true"}
    yield (
        (
            "ec2:DescribeAvailabilityZones ec2:DescribeInstances ec2:DescribeTags "
            "ec2:DescribeVolumes ec2:DescribeVolumesModifications"
        ),
        "*",
        {},
    )
    yield "ec2:CreateVolume", volume, tag | {"ec2:Encrypted": "true"}
    yield "ec2:CreateTags", volume, tag | {"ec2:CreateAction": "CreateVolume"}
    made = {f"aws:ResourceTag/{_VOLUME_TAG}": "true"}
    yield "ec2:AttachVolume ec2:DeleteVolume ec2:DetachVolume ec2:ModifyVolume", volume, made
    node = {f"aws:ResourceTag/kubernetes.io/cluster/{here.cluster}": "owned"}
    yield "ec2:AttachVolume ec2:DetachVolume", arn("ec2", "instance/i-1"), node
    use = "kms:Decrypt kms:DescribeKey kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom"
    yield from here.use(f"{use} kms:ReEncryptTo", Purpose.VOLUMES, "ec2")
    for spec in here.of(Purpose.VOLUMES):
        key, context = here.one(spec, "ec2")
        yield "kms:CreateGrant", key, {**context, "kms:GrantIsForAWSResource": "true"}


def _balancer(here: Caller) -> Found:
    service = "elasticloadbalancing"
    looks = f"{service}:DescribeTargetGroups {service}:DescribeTargetHealth"
    yield f"ec2:DescribeVpcs {looks}", "*", {}
    group = here.names.arn(service, "targetgroup/door/1")
    yield f"{service}:DeregisterTargets {service}:RegisterTargets", group, here.own


def _door(here: Caller) -> Found:
    for spec in here.of(Purpose.INDEX):
        index = f"{index_folder(spec.data_class or '')}index.bin"
        objects = here.bucket(BucketRole.BUNDLES, index)
        yield "s3:GetObject s3:GetObjectVersion", objects, {}
        yield "s3:ListBucket", here.bucket(BucketRole.BUNDLES), {"s3:prefix": index}
    yield from here.use("kms:Decrypt", Purpose.INDEX, "s3")
    yield from here.use("kms:Decrypt", Purpose.PSEUDONYM)


def _functions(here: Caller) -> Found:
    for name in functions_at(here.declaration, here.site):
        kept = f"{content_folder(name)}request-1"
        yield (
            "s3:AbortMultipartUpload s3:GetObject s3:ListMultipartUploadParts s3:PutObject",
            here.bucket(BucketRole.TRAINING, kept),
            {},
        )
        yield "s3:ListBucket", here.bucket(BucketRole.TRAINING), {"s3:prefix": kept}
    yield from here.use(_KEEP, Purpose.CONTENT, "s3")
    yield from here.use(_KEEP, Purpose.TRAINING, "s3")


def _models(here: Caller) -> Found:
    yield "s3:GetObject s3:GetObjectVersion", here.bucket(BucketRole.WEIGHTS, "assistant-v1"), {}
    yield "s3:ListBucket", here.bucket(BucketRole.WEIGHTS), {}
    yield from here.use("kms:Decrypt", Purpose.WEIGHTS, "s3")


def _connector(_here: Caller) -> Found:
    yield from ()


def _audit(here: Caller) -> Found:
    seal = here.bucket(BucketRole.AUDIT, "seals/2026-11-24")
    yield "s3:GetObject s3:PutObject s3:PutObjectRetention", seal, {}
    yield "s3:ListBucket", here.bucket(BucketRole.AUDIT), {}
    yield from here.use(_KEEP, Purpose.AUDIT, "s3")
    yield from here.use(_KEEP, Purpose.AUDIT)


def _runner(here: Caller) -> Found:
    arn, bundles, weights = here.names.arn, BucketRole.BUNDLES, BucketRole.WEIGHTS
    yield "s3:GetObject s3:GetObjectVersion", here.bucket(bundles, "2026-11.tar"), {}
    yield "s3:ListBucket", here.bucket(bundles), {}
    yield "s3:ListBucket", here.bucket(weights), {}
    load = "s3:AbortMultipartUpload s3:ListMultipartUploadParts s3:PutObject"
    yield load, here.bucket(weights, "assistant-v1"), {}
    yield load, here.bucket(bundles, f"{index_folder('pricing')}index.bin"), {}
    for purpose in (Purpose.BUNDLES, Purpose.INDEX, Purpose.WEIGHTS):
        yield from here.use(_KEEP, purpose, "s3")
    yield "ecr:GetAuthorizationToken sts:GetCallerIdentity", "*", {}
    yield from _images(
        here,
        f"{_PULL} ecr:CompleteLayerUpload ecr:DescribeImages ecr:DescribeRepositories "
        "ecr:InitiateLayerUpload ecr:ListImages ecr:PutImage ecr:UploadLayerPart",
    )
    yield from _platform(here)
    yield "ssm:UpdateInstanceInformation", arn("ec2", "instance/i-1"), {}
    yield (
        (
            "ssmmessages:CreateControlChannel ssmmessages:CreateDataChannel "
            "ssmmessages:OpenControlChannel ssmmessages:OpenDataChannel"
        ),
        "*",
        {},
    )


def _platform(here: Caller) -> Found:
    state = state_backend(here.declaration, here.site)
    bucket, stacks = here.names.bucket(state.bucket), ".pulumi/stacks/enclave"
    yield "s3:GetObject", f"{bucket}/{stacks}/{here.site}-cloud.json", {}
    own = f"{bucket}/{stacks}/{here.site}-platform.json"
    yield "s3:DeleteObject s3:GetObject s3:PutObject", own, {}
    lock = f"{bucket}/.pulumi/locks/organization/enclave/{here.site}-platform/1.json"
    yield "s3:DeleteObject s3:PutObject", lock, {}
    yield "s3:ListBucket", bucket, {}
    through: Context = {
        "kms:ResourceAliases": (f"alias/{state.bucket_key}",),
        "kms:ViaService": here.names.host("s3"),
    }
    key = here.names.arn("kms", "key/2")
    yield _KEEP, key, through
    yield "kms:Decrypt kms:Encrypt", key, {"kms:ResourceAliases": (f"alias/{state.secrets_key}",)}
    yield "eks:DescribeAddonConfiguration eks:DescribeAddonVersions", "*", {}
    in_cluster = "eks:CreateAddon eks:DescribeCluster eks:DescribeUpdate eks:ListAddons"
    yield in_cluster, here.cluster_arn, {}
    for name in ("coredns", "aws-ebs-csi-driver"):
        add_on = here.names.arn("eks", f"addon/{here.cluster}/{name}/1")
        serves = "eks:DeleteAddon eks:DescribeAddon eks:DescribeUpdate eks:TagResource"
        yield f"{serves} eks:UpdateAddon", add_on, {}


def _trail(here: Caller) -> Found:
    group = trail_log_group(here.declaration, here.site)
    stream = f"{here.names.account}_CloudTrail_{here.names.region}"
    arn = here.names.arn("logs", f"log-group:{group}:log-stream:{stream}")
    yield "logs:CreateLogStream logs:PutLogEvents", arn, {}


def _alarms(here: Caller) -> Found:
    yield "sns:Publish", topic_arn(here.declaration, here.site), {}
    yield from here.use(_KEEP, Purpose.ALARMS, "sns")


def _log_delivery(here: Caller) -> Found:
    stream = f"deliverystream/{log_stream(here.declaration, here.site)}"
    yield "firehose:PutRecord firehose:PutRecordBatch", here.names.arn("firehose", stream), {}


def _firehose(here: Caller) -> Found:
    trail = BucketRole.TRAIL
    looks = "s3:GetBucketLocation s3:ListBucket s3:ListBucketMultipartUploads"
    yield looks, here.bucket(trail), {}
    written = here.bucket(trail, f"{CLUSTER_LOGS}2026/11/24/logs.gz")
    yield "s3:AbortMultipartUpload s3:GetObject s3:PutObject", written, {}
    yield from here.use(_KEEP, Purpose.TRAIL, "s3")


def _operator(here: Caller) -> Found:
    arn = here.names.arn
    check: Context = {"ssm:SessionDocumentAccessCheck": "true"}
    named = {"ssm:resourceTag/Name": runner(here.declaration, here.site).name}
    yield "ssm:StartSession", arn("ec2", "instance/i-1"), {**check, **named}
    tunnel = tunnel_document_name(here.declaration, here.site)
    yield "ssm:StartSession", arn("ssm", f"document/{tunnel}"), check
    session = arn("ssm", "session/AROA0:somebody-1")
    yield "ssm:ResumeSession ssm:TerminateSession", session, {"aws:userid": "AROA0:somebody"}


def _acceptor(here: Caller) -> Found:
    looks = "ec2:DescribeVpcEndpointConnections ec2:DescribeVpcEndpointServiceConfigurations"
    yield looks, "*", {}
    service = here.names.arn("ec2", "vpc-endpoint-service/vpce-svc-1")
    accepts = "ec2:AcceptVpcEndpointConnections ec2:StartVpcEndpointServicePrivateDnsVerification"
    yield accepts, service, here.own


def _images(here: Caller, actions: str) -> Found:
    for repository in repositories(here.declaration, here.site):
        yield actions, here.names.arn("ecr", f"repository/{repository.name}"), {}


_CALLS = {
    RoleKey.CLUSTER: _cluster,
    RoleKey.NODES: _nodes,
    RoleKey.CNI: _cni,
    RoleKey.STORAGE: _storage,
    RoleKey.LOAD_BALANCER_CONTROLLER: _balancer,
    RoleKey.DOOR: _door,
    RoleKey.FUNCTIONS: _functions,
    RoleKey.MODELS: _models,
    RoleKey.CONNECTOR: _connector,
    RoleKey.AUDIT: _audit,
    RoleKey.RUNNER: _runner,
    RoleKey.TRAIL: _trail,
    RoleKey.ALARMS: _alarms,
    RoleKey.LOG_DELIVERY: _log_delivery,
    RoleKey.FIREHOSE: _firehose,
    RoleKey.OPERATOR: _operator,
    RoleKey.ACCEPTOR: _acceptor,
}
