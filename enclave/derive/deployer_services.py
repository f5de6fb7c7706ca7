"""What the deployer may do to the cluster, the door and the records: by the names of the site."""

from collections.abc import Iterator

from enclave.derive.access_entries import access_entries, entry_resource
from enclave.derive.deployer_site import DeployerSite
from enclave.derive.keys import Purpose
from enclave.derive.policy_documents import Statement
from enclave.derive.role_site import allow
from enclave.derive.runner import PREFERENCES_DOCUMENT, tunnel_document_name
from enclave.derive.type_calls import Stage

_ADMITS = ("eks:AssociateAccessPolicy", "eks:CreateAccessEntry")
_TARGETS = "elasticloadbalancing"
_BY_NAME = {  # what stands before the name in ARNs of a service
    "cloudtrail": "trail/",
    "cloudwatch": "alarm:",
    "events": "rule/",
    "firehose": "deliverystream/",
    "sns": "",
    "sqs": "",
}


def cluster_statements(here: DeployerSite) -> Iterator[Statement]:
    """The one cluster; who enters it is whom an access entry of ours names, nobody else."""
    kinds = ("nodegroup", "addon", "access-entry", "podidentityassociation")
    own = [
        here.cluster_arn,
        *(here.names.arn("eks", f"{kind}/{here.cluster}/*") for kind in kinds),
    ]
    yield allow("MakesTheCluster", ("eks:CreateCluster",), condition=here.new)
    yield allow("OnItsCluster", [a for a in here.calls("eks") if a not in _ADMITS], own)
    admitted = access_entries(here.declaration, here.site)
    principals = {"eks:principalArn": [entry.principal for entry in admitted]}
    yield allow(
        "AdmitsOurs", ("eks:CreateAccessEntry",), [here.cluster_arn], {"ArnEquals": principals}
    )
    for entry in admitted:  # each to its own: whoever looks does not come to administer
        yield allow(
            f"AdmitsThe{entry.key.title().replace('-', '')}",
            ("eks:AssociateAccessPolicy",),
            [here.names.arn("eks", entry_resource(here.cluster, entry))],
            {"ArnEquals": {"eks:policyArn": entry.policy}},
        )
    key = ("kms:CreateGrant", "kms:DescribeKey")
    yield here.made_key("LendsTheKeyToEks", key, Purpose.CLUSTER, "eks", for_service=False)


def door_statements(here: DeployerSite) -> Iterator[Statement]:
    """Load balancers by the tag of the site, and the documents of sessions; it starts none."""
    yield allow("LooksAtBalancers", here.without_resource(_TARGETS), condition=here.here)
    anything = here.kinds(_TARGETS)
    makes, tag = here.calls(_TARGETS, (Stage.MAKES,)), f"{_TARGETS}:AddTags"
    yield allow("MakesBalancers", [a for a in makes if a != tag], anything, here.new)
    created = [a.removeprefix(f"{_TARGETS}:") for a in makes if a != tag]
    being_made = here.new["StringEquals"] | {f"{_TARGETS}:CreateAction": created}
    yield allow("TagsBalancers", (tag,), anything, {"StringEquals": being_made})
    after = here.calls(_TARGETS, (Stage.CHANGES, Stage.ENDS))
    yield allow("OnItsBalancers", after, anything, here.old)
    names = (tunnel_document_name(here.declaration, here.site), PREFERENCES_DOCUMENT)
    documents = [here.names.arn("ssm", f"document/{name}") for name in names]
    yield allow("OnItsDocuments", here.calls("ssm"), documents)


def record_statements(here: DeployerSite) -> Iterator[Statement]:
    """Trail, logs, alarms: where the site is in production nobody stops what records."""
    for service, kind in _BY_NAME.items():
        sid = f"OnIts{service.title()}"
        yield allow(sid, here.calls(service), here.named(service, kind))
    groups = [
        *here.named("logs", "log-group:/enclave/"),
        here.names.arn("logs", f"log-group:/aws/eks/{here.cluster}/cluster*"),
    ]
    yield allow("OnItsLogs", here.calls("logs"), groups)
    looking = [*here.without_resource("cloudtrail"), *here.without_resource("logs")]
    yield allow("LooksAtRecords", looking, condition=here.here)
    yield here.made_key("LendsTheKeyToTheStream", ("kms:CreateGrant",), Purpose.TRAIL, "firehose")
