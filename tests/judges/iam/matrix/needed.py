"""Calls that the deployer, nodes and workloads need: none of them is stopped by anything."""

from collections.abc import Iterator

from enclave.derive.deployer_calls import needed_calls
from enclave.derive.needed_call import NeededCall
from tests.judges.iam.estate import Estate
from tests.judges.iam.rows import Changes, Row

# What the stacks say in calls of which only organization-wide policies ask more than the callers'.
_SAID: dict[str, Changes] = {
    "s3:CreateBucket": {"s3:locationconstraint": "{region}"},
    "elasticloadbalancing:CreateLoadBalancer": {"elasticloadbalancing:Scheme": "internal"},
    "route53:CreateHostedZone": {"route53:VPCs": ["VPCId=vpc-1,VPCRegion={region}"]},
    "eks:CreateCluster": {
        "eks:endpointPublicAccess": "false",
        "eks:endpointPrivateAccess": "true",
        "eks:controlPlaneEgressMode": "CUSTOMER_ROUTED",
        "eks:authenticationMode": "API",
        "eks:bootstrapClusterCreatorAdminPermissions": "false",
        "eks:bootstrapSelfManagedAddons": "false",
        "eks:encryptionConfigProviderKeyArns": ["arn:{partition}:kms:{region}:{account}:key/c"],
        "eks:kubernetesVersion": "1.36",
        "eks:deletionProtection": "true",
    },
    "ec2:CreateVpcEndpoint": {"ec2:VpceServiceName": "com.amazonaws.{region}.s3"},
    "sns:Subscribe": {"sns:Endpoint": "here:sqs:{slug}-alarms"},
    "eks:UpdateClusterVersion": {"eks:kubernetesVersion": "1.36"},
}
# EC2 says of each of these that it takes a resource, and its callers name none.
UNJUDGED = frozenset(
    {
        "ec2:DescribeInstanceAttribute",
        "ec2:DescribeVpcAttribute",
        "ec2:DescribeVpcEndpointServicePermissions",
    }
)
_UNJUDGED_TYPES = (":targetgroup/", ":listener/net/")  # of tags: the simulator's data lack these


def judged(call: NeededCall) -> bool:
    """Whether the simulator can be asked about a call."""
    tags = call.action in {"elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"}
    if tags and any(kind in call.resource for kind in _UNJUDGED_TYPES):
        return False
    return call.resource != "*" or call.action not in UNJUDGED


def needed_rows(estate: Estate) -> Iterator[Row]:
    """One row a call, as the kit's own lists of calls have them."""
    for call in needed_calls(estate.declaration, estate.site):
        if judged(call):
            yield Row(
                who="the-deployer" if call.role_key == "deployer" else call.role_key,
                does=call.action,
                to=call.resource,
                stopped_by="",
                why="ours needs it",
                changes=_said(call),
            )


def _said(call: NeededCall) -> Changes:
    told = {**call.context, **_SAID.get(call.action, {})}
    return {key: value for key, value in told.items() if not _untold(call, key)}


def _untold(call: NeededCall, key: str) -> bool:
    # A bucket's tags count in a request only where that is switched on for the bucket: it is not.
    of_bucket = call.action.startswith("s3:") and key.startswith("aws:ResourceTag/")
    elsewhere = key == "ec2:VpceServiceName" and ":vpc-endpoint/" not in call.resource
    return of_bucket or elsewhere
