"""Firehose: delivery streams into buckets."""

import re

from enclave.rehearsal.aws.model import Call, Look, Resource, Service, Step, Text

FIREHOSE = Service(
    name="firehose",
    gone=re.compile(r"ResourceNotFoundException"),
    tag=Call(
        operation="TagDeliveryStream",
        parameters={"DeliveryStreamName": "in.name", "Tags": "tags"},
    ),
    untag=Call(
        operation="UntagDeliveryStream",
        parameters={"DeliveryStreamName": "in.name", "TagKeys": "removed"},
    ),
)
_NAMED = {"DeliveryStreamName": "in.name"}
_ENCRYPTION = "in.serverSideEncryption.{KeyARN: keyArn, KeyType: keyType}"
_DESTINATION = """in.extendedS3Configuration.{
    RoleARN: roleArn, BucketARN: bucketArn, Prefix: prefix, ErrorOutputPrefix: errorOutputPrefix,
    BufferingHints: {SizeInMBs: bufferingSize, IntervalInSeconds: bufferingInterval},
    CompressionFormat: compressionFormat,
    EncryptionConfiguration: {KMSEncryptionConfig: {AWSKMSKeyARN: kmsKeyArn}},
    CloudWatchLoggingOptions: cloudwatchLoggingOptions.{
        Enabled: enabled, LogGroupName: logGroupName, LogStreamName: logStreamName}}"""
_SAID = """it.Destinations[0].ExtendedS3DestinationDescription.{
    roleArn: RoleARN, bucketArn: BucketARN, prefix: Prefix, errorOutputPrefix: ErrorOutputPrefix,
    bufferingSize: BufferingHints.SizeInMBs, bufferingInterval: BufferingHints.IntervalInSeconds,
    compressionFormat: CompressionFormat,
    kmsKeyArn: EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN,
    cloudwatchLoggingOptions: CloudWatchLoggingOptions.{
        enabled: Enabled, logGroupName: LogGroupName, logStreamName: LogStreamName}}"""

STREAM = Resource(
    type="aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    service=FIREHOSE,
    create=Call(
        operation="CreateDeliveryStream",
        parameters={
            **_NAMED,
            "DeliveryStreamType": "'DirectPut'",
            "DeliveryStreamEncryptionConfigurationInput": _ENCRYPTION,
            "ExtendedS3DestinationConfiguration": _DESTINATION,
            "Tags": "tags",
        },
    ),
    id=Text("arn:{partition}:firehose:{region}:{account}:deliverystream/{in[name]}"),
    exists="ResourceInUseException",
    names={"name"},
    autoname="name",
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeDeliveryStream", parameters=_NAMED),
            at="answer.DeliveryStreamDescription",
            gives={
                "name": "it.DeliveryStreamName",
                "arn": "it.DeliveryStreamARN",
                "destinationId": "it.Destinations[0].DestinationId",
                "versionId": "it.VersionId",
                "extendedS3Configuration": _SAID,
                "serverSideEncryption": """it.DeliveryStreamEncryptionConfiguration.{
                    keyArn: KeyARN, keyType: KeyType, enabled: Status == 'ENABLED'}""",
            },
        ),
        Look(
            call=Call(operation="ListTagsForDeliveryStream", parameters=_NAMED),
            gives={"tags": "answer.Tags"},
        ),
    ),
    steps=(
        Step(
            properties={"extendedS3Configuration"},
            calls=(
                Call(
                    operation="UpdateDestination",
                    parameters={
                        **_NAMED,
                        "CurrentDeliveryStreamVersionId": "it.VersionId",
                        "DestinationId": "it.Destinations[0].DestinationId",
                        "ExtendedS3DestinationUpdate": _DESTINATION,
                    },
                ),
            ),
        ),
        Step(
            properties={"serverSideEncryption"},
            calls=(
                Call(
                    operation="StartDeliveryStreamEncryption",
                    parameters={
                        **_NAMED,
                        "DeliveryStreamEncryptionConfigurationInput": _ENCRYPTION,
                    },
                    when="in.serverSideEncryption.enabled",
                ),
                Call(
                    operation="StopDeliveryStreamEncryption",
                    parameters=_NAMED,
                    when="!(in.serverSideEncryption.enabled)",
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteDeliveryStream", parameters=_NAMED),),
    replace_on={"name"},
    local={"destination"},
)

TYPES = (STREAM,)
