"""What all types of EC2 share."""

import re

from enclave.rehearsal.aws.model import MARK_TAG, Call, Service

EC2 = Service(
    name="ec2",
    gone=re.compile(r"Invalid\w+\.NotFound(Exception)?|InvalidGroup\.NotFound"),
    tag=Call(operation="CreateTags", parameters={"Resources": "[id]", "Tags": "tags"}),
    untag=Call(
        operation="DeleteTags", parameters={"Resources": "[id]", "Tags": "removed[].{Key: @}"}
    ),
)

# The member `mark` of an object, from its tags.
MARK = f"mark: Tags[?Key == '{MARK_TAG}'].Value | [0]"


def tagged(kind: str) -> dict[str, str]:
    """Return the parameter that tags what a create makes."""
    return {"TagSpecifications": f"[{{ResourceType: '{kind}', Tags: tags}}]"}


def default_group(vpc: str) -> str:
    """Return the filters that find the default security group of a VPC."""
    return f"[{{Name: 'vpc-id', Values: [{vpc}]}}, {{Name: 'group-name', Values: ['default']}}]"
