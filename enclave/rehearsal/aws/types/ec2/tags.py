"""One tag of a thing that the program did not make."""

from enclave.rehearsal.aws.model import Call, Look, Resource, Step, Text
from enclave.rehearsal.aws.types.ec2.service import EC2

_CREATE = Call(
    operation="CreateTags",
    parameters={"Resources": "[in.resourceId]", "Tags": "[{Key: in.key, Value: in.value}]"},
)

TAG = Resource(
    type="aws:ec2/tag:Tag",
    service=EC2,
    create=_CREATE,
    id=Text("{in[resourceId]},{in[key]}"),
    names={"resourceId", "key"},
    looks=(
        Look(
            call=Call(
                operation="DescribeTags",
                parameters={
                    "Filters": """[{Name: 'resource-id', Values: [in.resourceId]},
                        {Name: 'key', Values: [in.key]}]"""
                },
            ),
            at="answer.Tags[0]",
            gives={"resourceId": "it.ResourceId", "key": "it.Key", "value": "it.Value"},
        ),
    ),
    steps=(Step(properties={"value"}, calls=(_CREATE,)),),
    delete=(
        Call(
            operation="DeleteTags",
            parameters={"Resources": "[in.resourceId]", "Tags": "[{Key: in.key}]"},
        ),
    ),
    replace_on={"resourceId", "key"},
)

TYPES = (TAG,)
