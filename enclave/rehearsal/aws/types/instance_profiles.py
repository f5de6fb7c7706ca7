"""IAM: instance profiles, by which an instance gets its role."""

import re

from enclave.rehearsal.aws.model import Call, Look, Resource, Service, Step

PROFILES = Service(
    name="iam",
    gone=re.compile(r"NoSuchEntity"),
    tag=Call(
        operation="TagInstanceProfile", parameters={"InstanceProfileName": "id", "Tags": "tags"}
    ),
    untag=Call(
        operation="UntagInstanceProfile",
        parameters={"InstanceProfileName": "id", "TagKeys": "removed"},
    ),
    regional=False,
)
_REMOVE = Call(
    operation="RemoveRoleFromInstanceProfile",
    parameters={"InstanceProfileName": "id", "RoleName": "now.role"},
    when="now.role",
)

INSTANCE_PROFILE = Resource(
    type="aws:iam/instanceProfile:InstanceProfile",
    service=PROFILES,
    create=Call(
        operation="CreateInstanceProfile",
        parameters={"InstanceProfileName": "in.name", "Path": "in.path", "Tags": "tags"},
    ),
    id="in.name",
    exists="EntityAlreadyExists",
    names={"name"},
    autoname="name",
    taggable=True,
    looks=(
        Look(
            call=Call(operation="GetInstanceProfile", parameters={"InstanceProfileName": "id"}),
            at="answer.InstanceProfile",
            gives={
                "name": "it.InstanceProfileName",
                "path": "it.Path",
                "role": "it.Roles[0].RoleName",
                "arn": "it.Arn",
                "uniqueId": "it.InstanceProfileId",
                "tags": "it.Tags",
            },
        ),
    ),
    steps=(
        Step(
            properties={"role"},
            calls=(
                _REMOVE,
                Call(
                    operation="AddRoleToInstanceProfile",
                    parameters={"InstanceProfileName": "id", "RoleName": "in.role"},
                    when="in.role",
                ),
            ),
        ),
    ),
    before_delete=(
        Call(  # a profile that holds a role cannot go
            operation="RemoveRoleFromInstanceProfile",
            parameters={"InstanceProfileName": "id", "RoleName": "in.role"},
            when="in.role",
        ),
    ),
    delete=(Call(operation="DeleteInstanceProfile", parameters={"InstanceProfileName": "id"}),),
    replace_on={"name", "path"},
    defaults={"path": "/"},
)

TYPES = (INSTANCE_PROFILE,)
