"""The resource types that the stand-in knows: one file of tables an AWS service."""

from collections.abc import Mapping

from enclave.rehearsal.aws.model import Resource
from enclave.rehearsal.aws.types import (
    account,
    alarms,
    cloudtrail,
    cloudwatch,
    ec2,
    ecr,
    eks,
    events,
    iam,
    instance_profiles,
    kinesis,
    kms,
    lb,
    organizations,
    query_logs,
    route53,
    s3,
    sns,
    sqs,
    ssm,
    vpc,
    zones,
)

TYPES: Mapping[str, Resource] = {
    resource.type: resource
    for service in (
        account,
        alarms,
        cloudtrail,
        cloudwatch,
        ec2,
        ecr,
        eks,
        events,
        iam,
        instance_profiles,
        kinesis,
        kms,
        lb,
        organizations,
        query_logs,
        route53,
        s3,
        sns,
        sqs,
        ssm,
        vpc,
        zones,
    )
    for resource in service.TYPES
}
