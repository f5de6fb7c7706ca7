"""IAM: roles and their inline policies."""

import re

from enclave.rehearsal.aws.model import Call, Look, Resource, Service, Step, Text

IAM = Service(
    name="iam",
    gone=re.compile(r"NoSuchEntity"),
    tag=Call(operation="TagRole", parameters={"RoleName": "id", "Tags": "tags"}),
    untag=Call(operation="UntagRole", parameters={"RoleName": "id", "TagKeys": "removed"}),
    regional=False,
)

_PUT_POLICY = Call(
    operation="PutRolePolicy",
    parameters={"RoleName": "in.role", "PolicyName": "in.name", "PolicyDocument": "in.policy"},
)

ROLE = Resource(
    type="aws:iam/role:Role",
    service=IAM,
    create=Call(
        operation="CreateRole",
        parameters={
            "RoleName": "in.name",
            "Path": "in.path",
            "AssumeRolePolicyDocument": "in.assumeRolePolicy",
            "Description": "in.description",
            "MaxSessionDuration": "in.maxSessionDuration",
            "PermissionsBoundary": "in.permissionsBoundary",
            "Tags": "tags",
        },
    ),
    id="in.name",
    exists="EntityAlreadyExists",
    names={"name"},
    autoname="name",
    taggable=True,
    looks=(
        Look(
            call=Call(operation="GetRole", parameters={"RoleName": "id"}),
            at="answer.Role",
            gives={
                "name": "it.RoleName",
                "arn": "it.Arn",
                "uniqueId": "it.RoleId",
                "path": "it.Path",
                "assumeRolePolicy": "to_string(it.AssumeRolePolicyDocument)",
                "description": "it.Description",
                "maxSessionDuration": "it.MaxSessionDuration",
                "permissionsBoundary": "it.PermissionsBoundary.PermissionsBoundaryArn",
                "tags": "it.Tags",
            },
        ),
    ),
    steps=(
        Step(
            properties={"assumeRolePolicy"},
            calls=(
                Call(
                    operation="UpdateAssumeRolePolicy",
                    parameters={"RoleName": "id", "PolicyDocument": "in.assumeRolePolicy"},
                ),
            ),
        ),
        Step(
            properties={"description", "maxSessionDuration"},
            calls=(
                Call(
                    operation="UpdateRole",
                    parameters={
                        "RoleName": "id",
                        "Description": "in.description || ''",
                        "MaxSessionDuration": "in.maxSessionDuration",
                    },
                ),
            ),
        ),
        Step(
            properties={"permissionsBoundary"},
            calls=(
                Call(
                    operation="PutRolePermissionsBoundary",
                    parameters={"RoleName": "id", "PermissionsBoundary": "in.permissionsBoundary"},
                    when="in.permissionsBoundary",
                ),
                Call(
                    operation="DeleteRolePermissionsBoundary",
                    parameters={"RoleName": "id"},
                    when="!(in.permissionsBoundary)",
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteRole", parameters={"RoleName": "id"}),),
    replace_on={"name", "path"},
    defaults={"path": "/", "maxSessionDuration": 3600},
)

ROLE_POLICY = Resource(
    type="aws:iam/rolePolicy:RolePolicy",
    service=IAM,
    create=_PUT_POLICY,
    id=Text("{in[role]}:{in[name]}"),
    names={"role", "name"},
    autoname="name",
    looks=(
        Look(
            call=Call(
                operation="GetRolePolicy",
                parameters={"RoleName": "in.role", "PolicyName": "in.name"},
            ),
            gives={
                "role": "answer.RoleName",
                "name": "answer.PolicyName",
                "policy": "to_string(answer.PolicyDocument)",
            },
        ),
    ),
    steps=(Step(properties={"policy"}, calls=(_PUT_POLICY,)),),
    delete=(
        Call(
            operation="DeleteRolePolicy",
            parameters={"RoleName": "in.role", "PolicyName": "in.name"},
        ),
    ),
    replace_on={"role", "name"},
)

TYPES = (ROLE, ROLE_POLICY)
