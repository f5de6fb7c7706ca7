"""What the deployer may do to the network, machines and DNS: by the tag of the site.

EC2 judges each resource that a call names by itself: a new one has the tag in the request, an older
one carries it.
"""

from collections.abc import Iterator

from enclave.derive.deployer_site import DeployerSite, looks
from enclave.derive.keys import Purpose
from enclave.derive.policy_documents import Condition, Statement
from enclave.derive.role_site import SITE_TAG, allow
from enclave.derive.salesforce_pulls import pulled_domains
from enclave.derive.type_calls import Stage

_AFTER = (Stage.CHANGES, Stage.ENDS)
_MADE_ON_OLD = (  # makes what carries no tag, on something that does
    "route53resolver:AssociateResolverQueryLogConfig",
    "route53resolver:CreateFirewallRule",
    "route53resolver:UpdateFirewallConfig",
)
_TAGGING = ("ec2:CreateTags", "ec2:DeleteTags")


def network_statements(here: DeployerSite) -> Iterator[Statement]:
    """The network and what stands in it, and the account's own settings."""
    yield allow("Looks", [a for a in here.without_resource("ec2") if looks(a)], condition=here.here)
    settings = [a for a in here.without_resource("ec2") if not looks(a)]
    yield allow("SetsTheAccount", settings, condition=here.here)
    makes = [a for a in _makes(here) if a != "ec2:RunInstances"]
    anything = here.kinds("ec2")
    yield allow("MakesWithTheTag", makes, anything, here.new)
    rests = sorted({action for action in makes if _rests(here, action)})
    changes = [a for a in here.calls("ec2", _AFTER) if a not in _TAGGING]
    yield allow("OnItsOwn", [*rests, *changes], anything, here.old)


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
    service = "route53resolver"
    yield allow("LooksAtResolver", here.without_resource(service), condition=here.here)
    anything = here.kinds(service)
    reads = [a for a in here.calls(service) if looks(a)]
    yield allow("ReadsResolver", reads, anything)
    makes = [a for a in here.calls(service, (Stage.MAKES,)) if a not in _MADE_ON_OLD]
    yield allow("MakesResolver", makes, anything, here.new)
    made = {*makes, *reads} - {"route53resolver:TagResource"}
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
    others: Condition = {**here.old, "ForAllValues:StringNotEquals": {"aws:TagKeys": [SITE_TAG]}}
    yield allow("UntagsItsOwn", ("ec2:DeleteTags",), anything, others)
    # The default group of a network is there untagged before anybody asks.
    unowned: Condition = {**here.new, "Null": {f"aws:ResourceTag/{SITE_TAG}": "true"}}
    groups = [here.names.arn("ec2", "security-group/*")]
    yield allow("TakesTheDefaultGroup", ("ec2:CreateTags",), groups, unowned)
