"""The resource types that the stand-in knows: one file of tables an AWS service."""

from collections.abc import Mapping

from enclave.rehearsal.aws.model import Resource
from enclave.rehearsal.aws.types import cloudwatch, ec2, ecr, iam, kms, route53, s3, vpc

TYPES: Mapping[str, Resource] = {
    resource.type: resource
    for service in (cloudwatch, ec2, ecr, iam, kms, route53, s3, vpc)
    for resource in service.TYPES
}
