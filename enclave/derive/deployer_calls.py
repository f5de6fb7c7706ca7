"""Calls that somebody of ours needs at a site: the deployer's, by resource type, and the roles'."""

from collections.abc import Iterator, Mapping

from enclave.declaration.model import Declaration
from enclave.derive.access_entries import access_entries, entry_resource
from enclave.derive.deployer_site import DeployerSite, of_no_resource
from enclave.derive.endpoints import endpoints
from enclave.derive.keys import Purpose, key_name
from enclave.derive.names import short_name
from enclave.derive.needed_call import NeededCall
from enclave.derive.permissions_boundary import boundary_arn
from enclave.derive.role_site import SITE_TAG
from enclave.derive.salesforce_pulls import pulled_domains
from enclave.derive.state_backend import state_backend
from enclave.derive.type_calls import Stage, TypeCalls
from enclave.derive.workload_calls import workload_calls
from enclave.derive.workloads import PEOPLE, RoleKey, role_keys, role_name
from enclave.facts.partitions import endpoint_prefix

DEPLOYER = "deployer"
Context = Mapping[str, str | tuple[str, ...]]
Found = Iterator[tuple[str, str, Context]]  # action, resource, context
_PASSED_TO = {  # each role to the service that takes it, as the call that passes it names the one
    RoleKey.CLUSTER: "eks",
    RoleKey.NODES: "eks",
    RoleKey.RUNNER: "ec2",
    RoleKey.TRAIL: "cloudtrail",
    RoleKey.ALARMS: "events",
    RoleKey.LOG_DELIVERY: "logs",
    RoleKey.FIREHOSE: "firehose",
}


def needed_calls(declaration: Declaration, site: str) -> tuple[NeededCall, ...]:
    """Every call that deployer, nodes and workloads of a cloud site need, once each.

    Raises Problem for a data centre.
    """
    here = DeployerSite(declaration=declaration, site=site)
    found = [
        *(each for row in here.rows() for each in _of_row(here, *row)),
        *_machines(here),
        *_beside(here),
    ]
    region = {"aws:RequestedRegion": here.names.region}
    calls = (
        NeededCall(role_key=DEPLOYER, action=a, resource=r, context=region | dict(context))
        for a, r, context in found
    )
    unique = {(c.action, c.resource, tuple(sorted(c.context.items()))): c for c in calls}
    return (*unique.values(), *workload_calls(declaration, site))


def _new(here: DeployerSite) -> Context:
    return {f"aws:RequestTag/{SITE_TAG}": here.site}


def _of_row(here: DeployerSite, row: TypeCalls, stage: Stage, action: str) -> Found:
    service = action.partition(":")[0]
    if action == "ec2:RunInstances":
        return
    if of_no_resource(row, action):
        yield action, "*", _alone(here, action)
    elif service == "ec2":
        yield from _ec2(here, row, stage, action)
    elif action in _SPECIAL:
        yield from _SPECIAL[action](here, row, action)
    else:
        yield from _named(here, row, stage, action)


def _alone(here: DeployerSite, action: str) -> Context:
    if action == "kms:CreateKey":
        one = {"kms:MultiRegion": "false", "kms:BypassPolicyLockoutSafetyCheck": "false"}
        return {**_new(here), **one}
    return _new(here) if action == "eks:CreateCluster" else {}


def _ec2(here: DeployerSite, row: TypeCalls, stage: Stage, action: str) -> Found:
    thing = _arn(here, row.service, row.thing)
    if action == "ec2:CreateTags":
        made = [a.removeprefix("ec2:") for a in row.makes if a.startswith("ec2:")]
        for create in made:
            yield action, thing, {**_new(here), "ec2:CreateAction": create}
        if not made:  # what AWS made, and nobody tagged yet
            yield action, thing, _new(here)
        yield action, thing, here.own
    elif action == "ec2:DeleteTags":
        yield action, thing, {**here.own, "aws:TagKeys": ("Name",)}
    else:
        yield from ((action, thing, context) for context in _touched(here, stage, action))
        for rest in row.rests_on if stage is Stage.MAKES else ():
            yield action, _arn(here, row.service, rest), here.own


def _touched(here: DeployerSite, stage: Stage, action: str) -> Iterator[Context]:
    """A thing that a call makes, or one that is there."""
    if stage is not Stage.MAKES:
        yield here.own
    elif action == "ec2:CreateVpcEndpoint":
        yield from _services(here)
    else:
        yield _new(here)


def _services(here: DeployerSite) -> Iterator[Context]:
    """One endpoint of each service, and of Salesforce's where the site pulls from there."""
    names = [endpoint.service_name for endpoint in endpoints(here.declaration, here.site)]
    if pulled_domains(here.declaration, here.site):
        prefix = endpoint_prefix(here.names.partition, "vpce")
        names.append(f"{prefix}.vpce.{here.names.region}.vpce-svc-{'0' * 17}")
    for name in names:
        yield {**_new(here), "ec2:VpceServiceName": name}


def _named(here: DeployerSite, row: TypeCalls, stage: Stage, action: str) -> Found:
    """A thing by its name; where tags decide, it is new or ours."""
    service = action.partition(":")[0]
    create = action.partition(":")[2].startswith("Create")
    if action == "elasticloadbalancing:AddTags" and stage is Stage.MAKES:
        (made,) = (a for a in row.makes if a.startswith("elasticloadbalancing:Create"))
        told = {"elasticloadbalancing:CreateAction": made.partition(":")[2]}
        yield action, _arn(here, row.service, row.thing), {**_new(here), **told}
        return
    thing = _arn(here, row.service, row.thing)
    both: Context = {**_new(here), **here.own} if create else here.own
    if service == "eks" and create:
        yield action, here.cluster_arn, _new(here)
    elif row.rests_on and create:
        targets = () if service == "elasticloadbalancing" else (thing,)
        for each in (*targets, *(_arn(here, row.service, rest) for rest in row.rests_on)):
            yield action, each, both
    else:
        yield action, thing, _new(here) if stage is Stage.MAKES else here.own


def _old(here: DeployerSite, row: TypeCalls, action: str) -> Found:
    yield action, _arn(here, row.service, row.thing), here.own


def _bound(here: DeployerSite, _row: TypeCalls, action: str) -> Found:
    boundary = boundary_arn(here.declaration, here.site)
    for key in role_keys(here.declaration, here.site):
        role = here.names.iam(f"role/{role_name(here.declaration, here.site, key)}")
        yield action, role, {"iam:PermissionsBoundary": boundary}


def _objects(here: DeployerSite, row: TypeCalls, action: str) -> Found:
    yield action, f"{_arn(here, row.service, row.thing)}/record", {}


def _entries(here: DeployerSite, _row: TypeCalls, action: str) -> Found:
    for entry in access_entries(here.declaration, here.site):
        if action == "eks:CreateAccessEntry":
            context = {"eks:principalArn": entry.principal}
            yield action, here.cluster_arn, {**_new(here), **context}
        else:
            thing = entry_resource(here.cluster, entry).replace("*", "1")
            yield action, here.names.arn("eks", thing), {"eks:policyArn": entry.policy}


def _records(here: DeployerSite, row: TypeCalls, action: str) -> Found:
    key = "route53:ChangeResourceRecordSetsNormalizedRecordNames"
    for domain in pulled_domains(here.declaration, here.site):
        yield action, _arn(here, row.service, row.thing), {key: (domain,)}


def _change(here: DeployerSite, _row: TypeCalls, action: str) -> Found:
    yield action, f"arn:{here.names.partition}:route53:::change/C1", {}


_SPECIAL = {
    **dict.fromkeys(
        (
            "iam:CreateRole",
            "iam:DeleteRolePolicy",
            "iam:PutRolePermissionsBoundary",
            "iam:PutRolePolicy",
        ),
        _bound,
    ),
    **dict.fromkeys(
        ("s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion"), _objects
    ),
    **dict.fromkeys(("eks:AssociateAccessPolicy", "eks:CreateAccessEntry"), _entries),
    **dict.fromkeys(
        (
            "route53resolver:AssociateResolverQueryLogConfig",
            "route53resolver:UpdateFirewallConfig",
        ),
        _old,
    ),
    "route53:ChangeResourceRecordSets": _records,
    "route53:GetChange": _change,
}


def _machines(here: DeployerSite) -> Found:
    """An instance: the call names everything that it is made of."""
    run, arn = "ec2:RunInstances", here.names.arn
    token: Context = {"ec2:MetadataHttpTokens": "required"}
    yield run, arn("ec2", "instance/i-1"), {**_new(here), **token}
    yield run, arn("ec2", "volume/vol-1"), {"ec2:Encrypted": "true"}
    yield run, arn("ec2", "network-interface/eni-1"), {"ec2:AssociatePublicIpAddress": "false"}
    for kind in ("launch-template/lt-1", "security-group/sg-1", "subnet/subnet-1"):
        yield run, arn("ec2", kind), here.own
    yield run, f"arn:{here.names.partition}:ec2:{here.names.region}::image/ami-1", {}


def _beside(here: DeployerSite) -> Found:
    """What calls ask for beside what they are: roles passed, keys lent, state."""
    for key in role_keys(here.declaration, here.site):
        if key in PEOPLE:
            continue
        service = here.names.principal(_PASSED_TO.get(key, "pods.eks"))
        role = here.names.iam(f"role/{role_name(here.declaration, here.site, key)}")
        yield "iam:PassRole", role, {"iam:PassedToService": service}
    for service in ("autoscaling", "eks", "eks-nodegroup", "elasticloadbalancing"):
        principal = here.names.principal(service)
        linked = here.names.iam(f"role/aws-service-role/{principal}/AWSServiceRole")
        yield "iam:CreateServiceLinkedRole", linked, {"iam:AWSServiceName": principal}
    yield from _grants(here)
    yield from _state(here)


def _grants(here: DeployerSite) -> Found:
    for purpose, service in (
        (Purpose.REGISTRY, "ecr"),
        (Purpose.CLUSTER, "eks"),
        (Purpose.TRAIL, "firehose"),
        (Purpose.VOLUMES, "ec2"),
    ):
        key, context = _lent(here, purpose, service)
        # EKS is told by what its grant permits (key_policies.py), the others by whom it is for.
        told: Context = {} if purpose is Purpose.CLUSTER else {"kms:GrantIsForAWSResource": "true"}
        yield "kms:CreateGrant", key, {**context, **told}
    for action in ("kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"):
        yield action, *_lent(here, Purpose.VOLUMES, "ec2")
    yield "kms:DescribeKey", *_lent(here, Purpose.CLUSTER, "eks")
    if not here.lasting:
        yield "kms:RetireGrant", *_lent(here, Purpose.REGISTRY, "ecr")


def _lent(here: DeployerSite, purpose: Purpose, service: str) -> tuple[str, Context]:
    """A key, and the context of its use through a service."""
    name = key_name(here.declaration, here.site, purpose, None)
    return here.names.arn("kms", "key/1"), {
        **here.own,
        "aws:ResourceTag/Name": name,
        "kms:ResourceAliases": (f"alias/{name}",),
        "kms:ViaService": here.names.host(service),
    }


def _state(here: DeployerSite) -> Found:
    state = state_backend(here.declaration, here.site)
    bucket, key = here.names.bucket(state.bucket), here.names.arn("kms", "key/2")
    stack = f"{bucket}/.pulumi/stacks/enclave/{here.site}-cloud.json"
    for action in ("s3:DeleteObject", "s3:GetObject", "s3:PutObject"):
        yield action, stack, {}
    yield "s3:ListBucket", bucket, {}
    through: Context = {
        "kms:ResourceAliases": (f"alias/{state.bucket_key}",),
        "kms:ViaService": here.names.host("s3"),
    }
    for action in ("kms:Decrypt", "kms:GenerateDataKey"):
        yield action, key, through
    for action in ("kms:Decrypt", "kms:Encrypt"):
        yield action, key, {"kms:ResourceAliases": (f"alias/{state.secrets_key}",)}


def _arn(here: DeployerSite, service: str, thing: str) -> str:
    declaration, site = here.declaration, here.site
    filled = thing.format(
        prefix=here.prefix,
        short=short_name(declaration, site, "x").removesuffix("-x"),
        cluster=here.cluster,
        account=here.names.account,
        bucket=f"{here.prefix}-trail-{here.names.account}",
    )
    partition = here.names.partition
    if service == "s3":
        return here.names.bucket(filled)
    if service == "iam":
        return here.names.iam(filled)
    if service == "route53":
        return f"arn:{partition}:route53:::{filled}"
    return here.names.arn(service, filled)
