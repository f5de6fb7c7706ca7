"""ECR: repositories, who may use them, and what expires in them."""

import re

from enclave.rehearsal.aws.model import Call, Look, Resource, Service, Step, Text

ECR = Service(
    name="ecr",
    gone=re.compile(r"(Repository|LifecyclePolicy|RepositoryPolicy)NotFoundException"),
    tag=Call(
        operation="TagResource", parameters={"resourceArn": "it.repositoryArn", "tags": "tags"}
    ),
    untag=Call(
        operation="UntagResource",
        parameters={"resourceArn": "it.repositoryArn", "tagKeys": "removed"},
    ),
)

_PUT_LIFECYCLE = Call(
    operation="PutLifecyclePolicy",
    parameters={"repositoryName": "in.repository", "lifecyclePolicyText": "in.policy"},
)
_SET_POLICY = Call(
    operation="SetRepositoryPolicy",
    parameters={"repositoryName": "in.repository", "policyText": "in.policy"},
)

REPOSITORY = Resource(
    type="aws:ecr/repository:Repository",
    service=ECR,
    create=Call(
        operation="CreateRepository",
        parameters={
            "repositoryName": "in.name",
            "imageTagMutability": "in.imageTagMutability",
            "imageScanningConfiguration": "in.imageScanningConfiguration",
            "encryptionConfiguration": "in.encryptionConfigurations[0]",
            "tags": "tags",
        },
    ),
    id="in.name",
    exists="RepositoryAlreadyExistsException",
    names={"name"},
    autoname="name",
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeRepositories", parameters={"repositoryNames": "[id]"}),
            at="answer.repositories[0]",
            gives={
                "name": "it.repositoryName",
                "arn": "it.repositoryArn",
                "registryId": "it.registryId",
                "imageTagMutability": "it.imageTagMutability",
                "imageScanningConfiguration": "it.imageScanningConfiguration",
                "encryptionConfigurations": "[it.encryptionConfiguration]",
            },
        ),
        Look(
            call=Call(
                operation="ListTagsForResource", parameters={"resourceArn": "it.repositoryArn"}
            ),
            gives={"tags": "answer.tags"},
        ),
    ),
    steps=(
        Step(
            properties={"imageTagMutability"},
            calls=(
                Call(
                    operation="PutImageTagMutability",
                    parameters={
                        "repositoryName": "id",
                        "imageTagMutability": "in.imageTagMutability",
                    },
                ),
            ),
        ),
        Step(
            properties={"imageScanningConfiguration"},
            calls=(
                Call(
                    operation="PutImageScanningConfiguration",
                    parameters={
                        "repositoryName": "id",
                        "imageScanningConfiguration": (
                            "in.imageScanningConfiguration || {scanOnPush: `false`}"
                        ),
                    },
                ),
            ),
        ),
    ),
    delete=(
        Call(
            operation="DeleteRepository",
            parameters={"repositoryName": "id", "force": "in.forceDelete"},
        ),
    ),
    replace_on={"name", "encryptionConfigurations"},
    local={"forceDelete"},
    computed={"encryptionConfigurations"},
    defaults={"imageTagMutability": "MUTABLE"},
    outputs={"repositoryUrl": Text("{account}.dkr.ecr.{region}.{dns_suffix}/{id}")},
)

LIFECYCLE_POLICY = Resource(
    type="aws:ecr/lifecyclePolicy:LifecyclePolicy",
    service=ECR,
    create=_PUT_LIFECYCLE,
    id="in.repository",
    names={"repository"},
    looks=(
        Look(
            call=Call(operation="GetLifecyclePolicy", parameters={"repositoryName": "id"}),
            gives={
                "repository": "answer.repositoryName",
                "registryId": "answer.registryId",
                "policy": "answer.lifecyclePolicyText",
            },
        ),
    ),
    steps=(Step(properties={"policy"}, calls=(_PUT_LIFECYCLE,)),),
    delete=(Call(operation="DeleteLifecyclePolicy", parameters={"repositoryName": "id"}),),
    replace_on={"repository"},
)

REPOSITORY_POLICY = Resource(
    type="aws:ecr/repositoryPolicy:RepositoryPolicy",
    service=ECR,
    create=_SET_POLICY,
    id="in.repository",
    names={"repository"},
    looks=(
        Look(
            call=Call(operation="GetRepositoryPolicy", parameters={"repositoryName": "id"}),
            gives={
                "repository": "answer.repositoryName",
                "registryId": "answer.registryId",
                "policy": "answer.policyText",
            },
        ),
    ),
    steps=(Step(properties={"policy"}, calls=(_SET_POLICY,)),),
    delete=(Call(operation="DeleteRepositoryPolicy", parameters={"repositoryName": "id"}),),
    replace_on={"repository"},
)

TYPES = (REPOSITORY, LIFECYCLE_POLICY, REPOSITORY_POLICY)
