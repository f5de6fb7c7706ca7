"""Route 53 Resolver: where the names that a network asks for are written down."""

from enclave.rehearsal.aws.model import Call, Find, Look, Resource
from enclave.rehearsal.aws.types.route53 import RESOLVER

_GET = Call(operation="GetResolverQueryLogConfig", parameters={"ResolverQueryLogConfigId": "id"})
CONFIG = Resource(
    type="aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig",
    service=RESOLVER,
    create=Call(
        operation="CreateResolverQueryLogConfig",
        parameters={
            "Name": "in.name",
            "DestinationArn": "in.destinationArn",
            "CreatorRequestId": "mark",  # moto tags nothing of this type
        },
    ),
    id="answer.ResolverQueryLogConfig.Id",
    find=Find(
        call=Call(operation="ListResolverQueryLogConfigs"),
        items="answer.ResolverQueryLogConfigs[].{id: Id, mark: CreatorRequestId}",
    ),
    autoname="name",
    looks=(
        Look(
            call=_GET,
            at="answer.ResolverQueryLogConfig",
            gives={
                "name": "it.Name",
                "arn": "it.Arn",
                "destinationArn": "it.DestinationArn",
                "ownerId": "it.OwnerId",
                "shareStatus": "it.ShareStatus",
            },
        ),
    ),
    delete=(
        Call(
            operation="DeleteResolverQueryLogConfig",
            parameters={"ResolverQueryLogConfigId": "id"},
        ),
    ),
    replace_on={"destinationArn", "name"},
    local={"tags"},
)

ASSOCIATION = Resource(
    type="aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation",
    service=RESOLVER,
    create=Call(
        operation="AssociateResolverQueryLogConfig",
        parameters={
            "ResolverQueryLogConfigId": "in.resolverQueryLogConfigId",
            "ResourceId": "in.resourceId",
        },
    ),
    id="answer.ResolverQueryLogConfigAssociation.Id",
    names={"resolverQueryLogConfigId", "resourceId"},
    looks=(
        Look(
            call=Call(
                operation="GetResolverQueryLogConfigAssociation",
                parameters={"ResolverQueryLogConfigAssociationId": "id"},
            ),
            at="answer.ResolverQueryLogConfigAssociation",
            gives={
                "resolverQueryLogConfigId": "it.ResolverQueryLogConfigId",
                "resourceId": "it.ResourceId",
            },
        ),
    ),
    delete=(
        Call(
            operation="DisassociateResolverQueryLogConfig",
            parameters={
                "ResolverQueryLogConfigId": "in.resolverQueryLogConfigId",
                "ResourceId": "in.resourceId",
            },
        ),
    ),
    replace_on={"resolverQueryLogConfigId", "resourceId"},
)

TYPES = (CONFIG, ASSOCIATION)
