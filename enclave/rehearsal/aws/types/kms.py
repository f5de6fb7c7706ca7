"""KMS: keys and aliases. A key that awaits its deletion counts as gone."""

import re

from enclave.rehearsal.aws.model import Call, Find, Look, Resource, Service, Step, Text

KMS = Service(
    name="kms",
    gone=re.compile(r"NotFoundException"),
    tag=Call(
        operation="TagResource",
        parameters={"KeyId": "id", "Tags": "tags[].{TagKey: Key, TagValue: Value}"},
    ),
    untag=Call(operation="UntagResource", parameters={"KeyId": "id", "TagKeys": "removed"}),
)

_LIST_TAGS = Call(operation="ListResourceTags", parameters={"KeyId": "id"})

KEY = Resource(
    type="aws:kms/key:Key",
    service=KMS,
    create=Call(
        operation="CreateKey",
        parameters={
            "Description": "in.description",
            "KeyUsage": "in.keyUsage",
            "KeySpec": "in.customerMasterKeySpec",
            "MultiRegion": "in.multiRegion",
            "Policy": "in.policy",
            "BypassPolicyLockoutSafetyCheck": "in.bypassPolicyLockoutSafetyCheck",
            "Tags": "tags[].{TagKey: Key, TagValue: Value}",
        },
    ),
    id="answer.KeyMetadata.KeyId",
    find=Find(
        call=Call(operation="ListKeys"),
        items="answer.Keys[].{id: KeyId}",
        marks=Look(
            call=_LIST_TAGS,
            gives={"mark": "answer.Tags[?TagKey == 'enclave:urn'].TagValue | [0]"},
        ),
    ),
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeKey", parameters={"KeyId": "id"}),
            at="[answer.KeyMetadata][?KeyState != 'PendingDeletion'] | [0]",
            gives={
                "arn": "it.Arn",
                "keyId": "it.KeyId",
                "description": "it.Description",
                "keyUsage": "it.KeyUsage",
                "customerMasterKeySpec": "it.KeySpec",
                "multiRegion": "it.MultiRegion || `false`",
                "isEnabled": "it.Enabled",
            },
        ),
        Look(
            call=Call(
                operation="GetKeyPolicy", parameters={"KeyId": "id", "PolicyName": "'default'"}
            ),
            gives={"policy": "answer.Policy"},
        ),
        Look(
            call=Call(operation="GetKeyRotationStatus", parameters={"KeyId": "id"}),
            gives={"enableKeyRotation": "answer.KeyRotationEnabled"},
        ),
        Look(call=_LIST_TAGS, gives={"tags": "answer.Tags[].{Key: TagKey, Value: TagValue}"}),
    ),
    steps=(
        Step(
            properties={"policy"},
            calls=(
                Call(
                    operation="PutKeyPolicy",
                    parameters={
                        "KeyId": "id",
                        "PolicyName": "'default'",
                        "Policy": "in.policy",
                        "BypassPolicyLockoutSafetyCheck": "in.bypassPolicyLockoutSafetyCheck",
                    },
                ),
            ),
        ),
        Step(
            properties={"description"},
            calls=(
                Call(
                    operation="UpdateKeyDescription",
                    parameters={"KeyId": "id", "Description": "in.description || ''"},
                ),
            ),
        ),
        Step(
            properties={"enableKeyRotation", "rotationPeriodInDays"},
            calls=(
                Call(
                    operation="EnableKeyRotation",
                    parameters={"KeyId": "id", "RotationPeriodInDays": "in.rotationPeriodInDays"},
                    when="in.enableKeyRotation",
                ),
                Call(
                    operation="DisableKeyRotation",
                    parameters={"KeyId": "id"},
                    when="!(in.enableKeyRotation)",
                ),
            ),
        ),
        Step(
            properties={"isEnabled"},
            calls=(
                Call(operation="EnableKey", parameters={"KeyId": "id"}, when="in.isEnabled"),
                Call(operation="DisableKey", parameters={"KeyId": "id"}, when="!(in.isEnabled)"),
            ),
        ),
    ),
    delete=(
        Call(
            operation="ScheduleKeyDeletion",
            parameters={"KeyId": "id", "PendingWindowInDays": "in.deletionWindowInDays"},
        ),
    ),
    replace_on={"keyUsage", "customerMasterKeySpec", "multiRegion"},
    local={"bypassPolicyLockoutSafetyCheck", "deletionWindowInDays"},
    unread={"rotationPeriodInDays"},
    computed={"description", "enableKeyRotation", "multiRegion", "policy", "rotationPeriodInDays"},
    defaults={
        "keyUsage": "ENCRYPT_DECRYPT",
        "customerMasterKeySpec": "SYMMETRIC_DEFAULT",
        "isEnabled": True,
        "bypassPolicyLockoutSafetyCheck": False,
    },
)

ALIAS = Resource(
    type="aws:kms/alias:Alias",
    service=KMS,
    create=Call(
        operation="CreateAlias",
        parameters={"AliasName": "in.name", "TargetKeyId": "in.targetKeyId"},
    ),
    id="in.name",
    exists="AlreadyExistsException",
    names={"name"},
    autoname="name",
    autoname_prefix="alias/",
    looks=(
        Look(
            call=Call(operation="ListAliases"),
            at="where(answer.Aliases, 'AliasName', id) | [0]",
            gives={
                "name": "it.AliasName",
                # The program may say the key's ARN where moto says its id.
                "targetKeyId": (
                    "choose(ends_with(in.targetKeyId || '', it.TargetKeyId),"
                    " in.targetKeyId, it.TargetKeyId)"
                ),
            },
        ),
        Look(
            call=Call(operation="DescribeKey", parameters={"KeyId": "it.TargetKeyId"}),
            gives={"targetKeyArn": "answer.KeyMetadata.Arn"},
        ),
    ),
    steps=(
        Step(
            properties={"targetKeyId"},
            calls=(
                Call(
                    operation="UpdateAlias",
                    parameters={"AliasName": "id", "TargetKeyId": "in.targetKeyId"},
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteAlias", parameters={"AliasName": "id"}),),
    replace_on={"name"},
    # moto says arn:aws: in every partition
    outputs={"arn": Text("arn:{partition}:kms:{region}:{account}:{id}")},
)

TYPES = (KEY, ALIAS)
