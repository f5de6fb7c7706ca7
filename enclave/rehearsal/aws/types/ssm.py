"""Systems Manager: session documents."""

import re

from enclave.rehearsal.aws.model import Call, Look, Resource, Service, Step, Text

SSM = Service(
    name="ssm",
    gone=re.compile(r"InvalidDocument"),
    tag=Call(
        operation="AddTagsToResource",
        parameters={"ResourceType": "'Document'", "ResourceId": "id", "Tags": "tags"},
    ),
    untag=Call(
        operation="RemoveTagsFromResource",
        parameters={"ResourceType": "'Document'", "ResourceId": "id", "TagKeys": "removed"},
    ),
)

DOCUMENT = Resource(
    type="aws:ssm/document:Document",
    service=SSM,
    create=Call(
        operation="CreateDocument",
        parameters={
            "Name": "in.name",
            "Content": "in.content",
            "DocumentType": "in.documentType",
            "DocumentFormat": "in.documentFormat",
            "Tags": "tags",
        },
    ),
    id="in.name",
    exists="DocumentAlreadyExists",
    names={"name"},
    autoname="name",
    taggable=True,
    looks=(
        Look(
            call=Call(operation="GetDocument", parameters={"Name": "id"}),  # the default version
            gives={
                "name": "answer.Name",
                "content": "answer.Content",
                "documentType": "answer.DocumentType",
                "documentFormat": "answer.DocumentFormat",
                "defaultVersion": "answer.DocumentVersion",
                "status": "answer.Status",
            },
        ),
        Look(
            call=Call(
                operation="ListTagsForResource",
                parameters={"ResourceType": "'Document'", "ResourceId": "id"},
            ),
            gives={"tags": "answer.TagList"},
        ),
    ),
    steps=(
        Step(
            properties={"content", "documentFormat"},
            calls=(
                Call(
                    operation="UpdateDocument",
                    parameters={
                        "Name": "id",
                        "Content": "in.content",
                        "DocumentFormat": "in.documentFormat",
                        "DocumentVersion": "'$LATEST'",
                    },
                ),
                Call(
                    operation="UpdateDocumentDefaultVersion",
                    parameters={"Name": "id", "DocumentVersion": "item"},
                    listed=Call(operation="DescribeDocument", parameters={"Name": "id"}),
                    each="[answer.Document.LatestVersion]",
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteDocument", parameters={"Name": "id"}),),
    replace_on={"name", "documentType"},
    defaults={"documentFormat": "JSON"},
    outputs={"arn": Text("arn:{partition}:ssm:{region}:{account}:document/{id}")},
)

TYPES = (DOCUMENT,)
