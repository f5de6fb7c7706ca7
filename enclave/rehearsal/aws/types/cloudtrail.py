"""CloudTrail: trails. A trail is there before it records; starting it is a step of its own."""

import re

from enclave.rehearsal.aws.model import Call, Find, Look, Resource, Service, Step

CLOUDTRAIL = Service(
    name="cloudtrail",
    gone=re.compile(r"TrailNotFoundException"),
    tag=Call(operation="AddTags", parameters={"ResourceId": "id", "TagsList": "tags"}),
    untag=Call(
        operation="RemoveTags",
        parameters={"ResourceId": "id", "TagsList": "removed[].{Key: @, Value: ''}"},
    ),
)
_SETTINGS = {
    "S3BucketName": "in.s3BucketName",
    "S3KeyPrefix": "in.s3KeyPrefix",
    "SnsTopicName": "in.snsTopicName",
    "IncludeGlobalServiceEvents": "in.includeGlobalServiceEvents",
    "IsMultiRegionTrail": "in.isMultiRegionTrail",
    "EnableLogFileValidation": "in.enableLogFileValidation",
    "CloudWatchLogsLogGroupArn": "in.cloudWatchLogsGroupArn",
    "CloudWatchLogsRoleArn": "in.cloudWatchLogsRoleArn",
    "KmsKeyId": "in.kmsKeyId",
    "IsOrganizationTrail": "in.isOrganizationTrail",
}

TRAIL = Resource(
    type="aws:cloudtrail/trail:Trail",
    service=CLOUDTRAIL,
    create=Call(
        operation="CreateTrail", parameters={"Name": "in.name", "TagsList": "tags", **_SETTINGS}
    ),
    id="answer.TrailARN",
    find=Find(
        call=Call(operation="ListTrails"),
        items="answer.Trails[].{id: TrailARN}",
        marks=Look(
            call=Call(operation="ListTags", parameters={"ResourceIdList": "[id]"}),
            gives={"mark": "answer.ResourceTagList[0].TagsList[?Key == 'enclave:urn'].Value | [0]"},
        ),
    ),
    names={"name"},
    autoname="name",
    taggable=True,
    looks=(
        Look(
            call=Call(operation="GetTrail", parameters={"Name": "id"}),
            at="answer.Trail",
            gives={
                "name": "it.Name",
                "arn": "it.TrailARN",
                "s3BucketName": "it.S3BucketName",
                "s3KeyPrefix": "it.S3KeyPrefix",
                "snsTopicName": "it.SnsTopicName",
                "includeGlobalServiceEvents": "it.IncludeGlobalServiceEvents",
                "isMultiRegionTrail": "it.IsMultiRegionTrail",
                "enableLogFileValidation": "it.LogFileValidationEnabled",
                "cloudWatchLogsGroupArn": "it.CloudWatchLogsLogGroupArn",
                "cloudWatchLogsRoleArn": "it.CloudWatchLogsRoleArn",
                "kmsKeyId": "it.KmsKeyId",
                "isOrganizationTrail": "it.IsOrganizationTrail",
            },
        ),
        Look(
            call=Call(operation="GetTrailStatus", parameters={"Name": "id"}),
            gives={"enableLogging": "answer.IsLogging"},
        ),
        Look(
            call=Call(operation="GetEventSelectors", parameters={"TrailName": "id"}),
            gives={
                "advancedEventSelectors": """answer.AdvancedEventSelectors[].{
                    name: Name, fieldSelectors: FieldSelectors[].{
                        field: Field, equals: Equals, notEquals: NotEquals,
                        startsWiths: StartsWith, notStartsWiths: NotStartsWith,
                        endsWiths: EndsWith, notEndsWiths: NotEndsWith}}"""
            },
        ),
        Look(
            call=Call(operation="ListTags", parameters={"ResourceIdList": "[id]"}),
            gives={"tags": "answer.ResourceTagList[0].TagsList"},
        ),
    ),
    steps=(
        Step(
            properties={
                "cloudWatchLogsGroupArn",
                "cloudWatchLogsRoleArn",
                "enableLogFileValidation",
                "includeGlobalServiceEvents",
                "isMultiRegionTrail",
                "isOrganizationTrail",
                "kmsKeyId",
                "s3BucketName",
                "s3KeyPrefix",
                "snsTopicName",
            },
            calls=(Call(operation="UpdateTrail", parameters={"Name": "id", **_SETTINGS}),),
        ),
        Step(
            properties={"advancedEventSelectors"},
            calls=(
                Call(
                    operation="PutEventSelectors",
                    parameters={
                        "TrailName": "id",
                        "AdvancedEventSelectors": """in.advancedEventSelectors[].{
                            Name: name, FieldSelectors: fieldSelectors[].{
                                Field: field, Equals: equals, NotEquals: notEquals,
                                StartsWith: startsWiths, NotStartsWith: notStartsWiths,
                                EndsWith: endsWiths, NotEndsWith: notEndsWiths}}""",
                    },
                ),
            ),
        ),
        Step(
            properties={"enableLogging"},
            calls=(
                Call(operation="StartLogging", parameters={"Name": "id"}, when="in.enableLogging"),
                Call(
                    operation="StopLogging", parameters={"Name": "id"}, when="!(in.enableLogging)"
                ),
            ),
        ),
    ),
    # moto deletes by name only.
    delete=(Call(operation="DeleteTrail", parameters={"Name": "in.name"}),),
    replace_on={"name"},
    outputs={"homeRegion": "region"},
    defaults={
        "enableLogFileValidation": False,
        "enableLogging": True,
        "includeGlobalServiceEvents": True,
        "isMultiRegionTrail": False,
        "isOrganizationTrail": False,
    },
)

TYPES = (TRAIL,)
