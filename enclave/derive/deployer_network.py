"""What the deployer may do to the network, machines and DNS: by the tag of the site.

EC2 judges each resource that a call names by itself: a new one has the tag in the request, an older
one carries it.
"""

from collections.abc import Iterator

from enclave.derive.deployer_site import DeployerSite, looks
from enclave.derive.endpoints import endpoints
from enclave.derive.keys import Purpose
from enclave.derive.policy_documents import Condition, Statement
from enclave.derive.role_site import SITE_TAG, allow
from enclave.derive.salesforce_pulls import pulled_domains
from enclave.derive.type_calls import Stage
from enclave.facts.partitions import endpoint_prefix

_AFTER = (Stage.CHANGES, Stage.ENDS)
_MADE_ON_OLD = (  # makes what carries no tag, on something that does
    "route53resolver:AssociateResolverQueryLogConfig",
    "route53resolver:CreateFirewallRule",
    "route53resolver:UpdateFirewallConfig",
)
_ENDPOINT = "ec2:CreateVpcEndpoint"
SERVICE_NAME = "ec2:VpceServiceName"
_RESOLVER = "route53resolver"
_TAGGING = ("ec2:CreateTags", "ec2:DeleteTags")


def network_statements(here: DeployerSite) -> Iterator[Statement]:
    """The network and what stands in it, and the account's own settings."""
    yield allow("Looks", [a for a in here.without_resource("ec2") if looks(a)], condition=here.here)
    settings = [a for a in here.without_resource("ec2") if not looks(a)]
    yield allow("SetsTheAccount", settings, condition=here.here)
    makes = [a for a in _makes(here) if a not in {"ec2:RunInstances", _ENDPOINT}]
    anything = here.kinds("ec2")
    yield allow("MakesWithTheTag", makes, anything, here.new)
    yield from _endpoints(here)
    rests = sorted({action for action in (*makes, _ENDPOINT) if _rests(here, action)})
    changes = [a for a in here.calls("ec2", _AFTER) if a not in _TAGGING]
    yield allow("OnItsOwn", [*rests, *changes], anything, here.old)


def _endpoints(here: DeployerSite) -> Iterator[Statement]:
    """Endpoints of the services that are derived: an endpoint of another's service is a way out.

    Salesforce's service is named in a stack's configuration and by no declaration: a site that
    pulls may make an endpoint of any private service in its region. `ec2:VpceServiceOwner` would
    not tell more: Salesforce's account is published nowhere.
    """
    resource = [here.names.arn("ec2", "vpc-endpoint/*")]
    named = [e.service_name for e in endpoints(here.declaration, here.site)]
    told: Condition = {"StringEquals": here.new["StringEquals"] | {SERVICE_NAME: named}}
    yield allow("MakesEndpoints", (_ENDPOINT,), resource, told)
    if pulled_domains(here.declaration, here.site):
        prefix = endpoint_prefix(here.names.partition, "vpce")
        private = f"{prefix}.vpce.{here.names.region}.vpce-svc-*"
        pulls: Condition = {**here.new, "StringLike": {SERVICE_NAME: private}}
        yield allow("MakesTheWayOfPulls", (_ENDPOINT,), resource, pulls)


def machine_statements(here: DeployerSite) -> Iterator[Statement]:
    """Machines: tagged, by session tokens only, encrypted, without a public address."""
    run = ("ec2:RunInstances",)
    arn = here.names.arn
    token = {"ec2:MetadataHttpTokens": "required"}
    yield allow(
        "RunsWithTheTag",
        run,
        [arn("ec2", "instance/*")],
        {"StringEquals": here.new["StringEquals"] | token},
    )
    yield allow("RunsEncrypted", run, [arn("ec2", "volume/*")], {"Bool": {"ec2:Encrypted": "true"}})
    yield allow(
        "RunsInside",
        run,
        [arn("ec2", "network-interface/*")],
        {"BoolIfExists": {"ec2:AssociatePublicIpAddress": "false"}},
    )
    own = ("launch-template", "security-group", "subnet")
    yield allow("RunsOnItsOwn", run, [arn("ec2", f"{kind}/*") for kind in own], here.old)
    image = f"arn:{here.names.partition}:ec2:{here.names.region}::image/*"
    yield allow("RunsImages", run, [image, arn("ec2", "capacity-reservation/*")])
    for sid, actions, grant in (
        ("EncryptsVolumes", ("kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"), False),
        ("LendsTheKeyToEc2", ("kms:CreateGrant",), True),
    ):
        yield here.made_key(sid, actions, Purpose.VOLUMES, "ec2", for_service=grant)


def name_statements(here: DeployerSite) -> Iterator[Statement]:
    """DNS firewall, query logs, and the private zones of pulls."""
    service = _RESOLVER
    yield allow("LooksAtResolver", here.without_resource(service), condition=here.here)
    anything = here.kinds(service)
    reads = [a for a in here.calls(service) if looks(a)]
    yield allow("ReadsResolver", reads, anything)
    makes = [a for a in here.calls(service, (Stage.MAKES,)) if a not in _MADE_ON_OLD]
    tag = f"{service}:TagResource"
    yield allow("MakesResolver", [a for a in makes if a != tag], anything, here.new)
    yield allow("TagsResolver", (tag,), anything, here.untagged)
    made = {*makes, *reads} - {tag}
    writes = [a for a in here.calls(service) if a not in made]
    yield allow("OnItsOwnResolver", writes, anything, here.old)
    # A VPC's configuration is there before anybody asks, and has no tag.
    config = [here.names.arn(service, "firewall-config/*")]
    yield allow("SetsTheFirewall", (f"{service}:UpdateFirewallConfig",), config)
    yield from _zones(here)


def _zones(here: DeployerSite) -> Iterator[Statement]:
    # Route 53 knows no tags in policies; whoever writes records is held to the names of the orgs.
    zones = [f"arn:{here.names.partition}:route53:::hostedzone/*"]
    record = "route53:ChangeResourceRecordSets"
    yield allow("MakesZones", here.without_resource("route53"))
    calls = [a for a in here.calls("route53") if a not in (record, "route53:GetChange")]
    yield allow("OnZones", calls, zones)
    change = [f"arn:{here.names.partition}:route53:::change/*"]
    yield allow("WaitsForZones", ("route53:GetChange",), change)
    domains = list(pulled_domains(here.declaration, here.site))
    if domains:
        key = "route53:ChangeResourceRecordSetsNormalizedRecordNames"
        held: Condition = {"ForAllValues:StringEquals": {key: domains}, "Null": {key: "false"}}
        yield allow("WritesNamesOfOrgs", (record,), zones, held)


def _makes(here: DeployerSite) -> list[str]:
    return here.calls("ec2", (Stage.MAKES,))


def _rests(here: DeployerSite, action: str) -> bool:
    return any(row.rests_on for row, stage, a in here.rows() if a == action and stage in Stage)


def tag_statements(here: DeployerSite) -> Iterator[Statement]:
    """The tag of the site: written as a thing is made, and kept."""
    machine = ("network-interface", "volume")  # which come with an instance
    anything = here.kinds("ec2") + [here.names.arn("ec2", f"{kind}/*") for kind in machine]
    created = [action.removeprefix("ec2:") for action in _makes(here)]
    yield allow(
        "TagsWhatItMakes",
        ("ec2:CreateTags",),
        anything,
        {"StringEquals": here.new["StringEquals"] | {"ec2:CreateAction": created}},
    )
    key = f"aws:RequestTag/{SITE_TAG}"
    kept: Condition = {**here.old, "StringEqualsIfExists": {key: here.site}}
    yield allow("TagsItsOwn", ("ec2:CreateTags",), anything, kept)
    # Without any key of tags named, a call would take them all.
    others: Condition = {
        **here.old,
        "ForAllValues:StringNotEquals": {"aws:TagKeys": [SITE_TAG]},
        "Null": {"aws:TagKeys": "false"},
    }
    yield allow("UntagsItsOwn", ("ec2:DeleteTags",), anything, others)
    # The default group of a network is there untagged before anybody asks.
    groups = [here.names.arn("ec2", "security-group/*")]
    yield allow("TakesTheDefaultGroup", ("ec2:CreateTags",), groups, here.untagged)
    yield from _keeps(here)


def _keeps(here: DeployerSite) -> Iterator[Statement]:
    """By the tag of the site and the name of a key it is told what is whose: both stay."""
    site: Condition = {"ForAnyValue:StringEquals": {"aws:TagKeys": [SITE_TAG]}}
    removals = (
        "elasticloadbalancing:RemoveTags",
        "kms:UntagResource",
        f"{_RESOLVER}:UntagResource",
    )
    yield _deny("KeepsTheTag", removals, site)
    marked: Condition = {
        "ForAnyValue:StringEquals": {"aws:TagKeys": [SITE_TAG, "Name"]},
        "Null": {f"aws:ResourceTag/{SITE_TAG}": "false"},
    }
    yield _deny("KeepsTheNamesOfKeys", ("kms:TagResource", "kms:UntagResource"), marked)
    others: Condition = {
        **here.old,
        "StringNotEqualsIfExists": {f"aws:RequestTag/{SITE_TAG}": here.site},
        "ForAnyValue:StringEquals": {"aws:TagKeys": [SITE_TAG]},
    }
    tagging = ("elasticloadbalancing:AddTags", f"{_RESOLVER}:TagResource")
    yield _deny("GivesNothingAway", tagging, others)
    change = ("ec2:ModifyInstanceAttribute",)
    # By either form of the key: which one EC2 fills for user data is not documented. Check live.
    data: Condition = {"StringEqualsIgnoreCase": {"ec2:Attribute": "userData"}}
    yield _deny("ChangesNoUserData", change, data)
    named: Condition = {"Null": {"ec2:Attribute/UserData": "false"}}
    yield _deny("ChangesNoUserDataByName", change, named)


def _deny(sid: str, actions: tuple[str, ...], condition: Condition) -> Statement:
    return allow(sid, actions, condition=condition) | {"Effect": "Deny"}
