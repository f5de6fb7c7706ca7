"""Organizations: policies and what they are attached to.

moto takes no declarative policies (measured, 5.2.5): those, and what attaches them, are recorded.
"""

import re

from enclave.rehearsal.aws.model import Call, Find, Look, Resource, Service, Step, Text, Unanswered

ORGANIZATIONS = Service(
    name="organizations",
    gone=re.compile(r"(Policy|Target|Account)NotFoundException"),
    tag=Call(operation="TagResource", parameters={"ResourceId": "id", "Tags": "tags"}),
    untag=Call(operation="UntagResource", parameters={"ResourceId": "id", "TagKeys": "removed"}),
    regional=False,
)
_RECORDED = "p-recorded"  # begins the ids of policies that moto does not know

_LIST_TAGS = Call(operation="ListTagsForResource", parameters={"ResourceId": "id"})

POLICY = Resource(
    type="aws:organizations/policy:Policy",
    service=ORGANIZATIONS,
    create=Call(
        operation="CreatePolicy",
        parameters={
            "Name": "in.name",
            "Description": "in.description || ''",
            "Type": "in.type",
            "Content": "in.content",
            "Tags": "tags",
        },
    ),
    id="answer.Policy.PolicySummary.Id",
    unanswered=Unanswered(
        when="in.type == 'DECLARATIVE_POLICY_EC2'", id=Text(_RECORDED + "{fresh}")
    ),
    names={"name"},
    autoname="name",
    taggable=True,
    find=Find(
        call=Call(operation="ListPolicies", parameters={"Filter": "in.type"}),
        items="answer.Policies[?!AwsManaged].{id: Id}",
        marks=Look(
            call=_LIST_TAGS,
            gives={"mark": "answer.Tags[?Key == 'enclave:urn'].Value | [0]"},
        ),
    ),
    looks=(
        Look(
            call=Call(operation="DescribePolicy", parameters={"PolicyId": "id"}),
            at="answer.Policy",
            gives={
                "name": "it.PolicySummary.Name",
                "description": "it.PolicySummary.Description",
                "type": "it.PolicySummary.Type",
                "content": "it.Content",
                "arn": "it.PolicySummary.Arn",
            },
        ),
        Look(call=_LIST_TAGS, gives={"tags": "answer.Tags"}),
    ),
    steps=(
        Step(
            properties={"name", "description", "content"},
            calls=(
                Call(
                    operation="UpdatePolicy",
                    parameters={
                        "PolicyId": "id",
                        "Name": "in.name",
                        "Description": "in.description || ''",
                        "Content": "in.content",
                    },
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeletePolicy", parameters={"PolicyId": "id"}),),
    replace_on={"type"},
    local={"skipDestroy"},
    defaults={"type": "SERVICE_CONTROL_POLICY"},
)

ATTACHMENT = Resource(
    type="aws:organizations/policyAttachment:PolicyAttachment",
    service=ORGANIZATIONS,
    create=Call(
        operation="AttachPolicy",
        parameters={"PolicyId": "in.policyId", "TargetId": "in.targetId"},
    ),
    id=Text("{in[targetId]}:{in[policyId]}"),
    unanswered=Unanswered(
        when=f"starts_with(in.policyId || '', '{_RECORDED}')",
        id=Text("{in[targetId]}:{in[policyId]}"),
    ),
    exists="DuplicatePolicyAttachmentException",
    names={"policyId", "targetId"},
    looks=(
        Look(
            call=Call(operation="ListTargetsForPolicy", parameters={"PolicyId": "in.policyId"}),
            at="where(answer.Targets, 'TargetId', in.targetId) | [0]",
            gives={"targetId": "it.TargetId", "policyId": "in.policyId"},
        ),
    ),
    delete=(
        Call(
            operation="DetachPolicy",
            parameters={"PolicyId": "in.policyId", "TargetId": "in.targetId"},
        ),
    ),
    replace_on={"policyId", "targetId"},
    local={"skipDestroy"},
)

TYPES = (POLICY, ATTACHMENT)
