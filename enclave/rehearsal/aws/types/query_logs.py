"""Route 53 Resolver: where the names that a network asks for are written down.

moto 5.2.5 makes them and takes none of them away again, so they are checked and recorded.
"""

from enclave.rehearsal.aws.model import Call, Resource, Text
from enclave.rehearsal.aws.types.route53 import RESOLVER

CONFIG = Resource(
    type="aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig",
    service=RESOLVER,
    recorded=True,
    create=Call(
        operation="CreateResolverQueryLogConfig",
        parameters={
            "Name": "in.name",
            "DestinationArn": "in.destinationArn",
            "CreatorRequestId": "mark",
            "Tags": "tags",
        },
    ),
    id=Text("rslvr-qlc-{fresh}"),
    autoname="name",
    taggable=True,
    replace_on={"destinationArn", "name"},
    outputs={
        "arn": Text(
            "arn:{partition}:route53resolver:{region}:{account}:resolver-query-log-config/{id}"
        ),
        "ownerId": "account",
        "shareStatus": "'NOT_SHARED'",
    },
)

ASSOCIATION = Resource(
    type="aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation",
    service=RESOLVER,
    recorded=True,
    create=Call(
        operation="AssociateResolverQueryLogConfig",
        parameters={
            "ResolverQueryLogConfigId": "in.resolverQueryLogConfigId",
            "ResourceId": "in.resourceId",
        },
    ),
    id=Text("rslvr-qlca-{fresh}"),
    names={"resolverQueryLogConfigId", "resourceId"},
    replace_on={"resolverQueryLogConfigId", "resourceId"},
)

TYPES = (CONFIG, ASSOCIATION)
