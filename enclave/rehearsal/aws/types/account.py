"""Defaults of an account in a region: of moto 5.2.5 only whether volumes are encrypted.

With which key, it takes and does not tell. Its block of public buckets no SDK reaches on a loopback
address: the account goes before the host's name. The rest it lacks. All of that is recorded.
"""

import re

from enclave.rehearsal.aws.model import Call, Look, Resource, Service, Step, Text
from enclave.rehearsal.aws.types.ec2.service import EC2

S3_CONTROL = Service(
    name="s3control",
    gone=re.compile(r"NoSuchPublicAccessBlockConfiguration"),
    regional=False,
)


def _recorded(type_: str, call: Call, *, properties: frozenset[str]) -> Resource:
    return Resource(
        type=type_,
        service=EC2,
        recorded=True,
        create=call,
        id=Text(type_.rpartition(":")[2] + "-{account}-{region}"),
        steps=(Step(properties=properties, calls=(call,)),),
    )


VPC_BLOCK = _recorded(
    "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
    Call(
        operation="ModifyVpcBlockPublicAccessOptions",
        parameters={"InternetGatewayBlockMode": "in.internetGatewayBlockMode"},
    ),
    properties=frozenset({"internetGatewayBlockMode"}),
)
SNAPSHOT_BLOCK = _recorded(
    "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
    Call(operation="EnableSnapshotBlockPublicAccess", parameters={"State": "in.state"}),
    properties=frozenset({"state"}),
)
IMAGE_BLOCK = _recorded(
    "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
    Call(
        operation="EnableImageBlockPublicAccess",
        parameters={"ImageBlockPublicAccessState": "in.state"},
    ),
    properties=frozenset({"state"}),
)
SERIAL_CONSOLE = _recorded(
    "aws:ec2/serialConsoleAccess:SerialConsoleAccess",
    Call(operation="DisableSerialConsoleAccess", when="!(in.enabled)"),
    properties=frozenset({"enabled"}),
)
METADATA = _recorded(
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
    Call(
        operation="ModifyInstanceMetadataDefaults",
        parameters={
            "HttpTokens": "in.httpTokens",
            "HttpPutResponseHopLimit": "in.httpPutResponseHopLimit",
            "HttpEndpoint": "in.httpEndpoint",
            "InstanceMetadataTags": "in.instanceMetadataTags",
        },
    ),
    properties=frozenset(
        {"httpEndpoint", "httpPutResponseHopLimit", "httpTokens", "instanceMetadataTags"}
    ),
)
IMAGES = _recorded(
    "aws:ec2/allowedImagesSettings:AllowedImagesSettings",
    Call(
        operation="ReplaceImageCriteriaInAllowedImagesSettings",
        parameters={
            "ImageCriteria": (
                "in.imageCriterions[].{ImageProviders: imageProviders, ImageNames: imageNames}"
            )
        },
    ),
    properties=frozenset({"imageCriterions", "state"}),
)
_PUT_BLOCK = Call(
    operation="PutPublicAccessBlock",
    parameters={
        "AccountId": "in.accountId || account",
        "PublicAccessBlockConfiguration": """{
            BlockPublicAcls: in.blockPublicAcls || `false`,
            IgnorePublicAcls: in.ignorePublicAcls || `false`,
            BlockPublicPolicy: in.blockPublicPolicy || `false`,
            RestrictPublicBuckets: in.restrictPublicBuckets || `false`}""",
    },
)
_BLOCKS = frozenset(
    {"blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"}
)
BUCKET_BLOCK = Resource(
    type="aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    service=S3_CONTROL,
    recorded=True,
    create=_PUT_BLOCK,
    id="account",
    names=frozenset({"accountId"}),
    steps=(Step(properties=_BLOCKS, calls=(_PUT_BLOCK,)),),
    replace_on={"accountId"},
    computed={"accountId"},
    defaults=dict.fromkeys(sorted(_BLOCKS), False),
)
VOLUME_ENCRYPTION = Resource(
    type="aws:ebs/encryptionByDefault:EncryptionByDefault",
    service=EC2,
    create=Call(operation="EnableEbsEncryptionByDefault", when="in.enabled"),
    id="account",
    looks=(
        Look(
            call=Call(operation="GetEbsEncryptionByDefault"),
            at="[answer][?EbsEncryptionByDefault] | [0]",
            gives={"enabled": "it.EbsEncryptionByDefault"},
        ),
    ),
    delete=(Call(operation="DisableEbsEncryptionByDefault"),),
    unchangeable={"enabled": "switched off it would read as gone"},
    defaults={"enabled": True},
)
VOLUME_KEY = _recorded(
    "aws:ebs/defaultKmsKey:DefaultKmsKey",
    Call(operation="ModifyEbsDefaultKmsKeyId", parameters={"KmsKeyId": "in.keyArn"}),
    properties=frozenset({"keyArn"}),
)

TYPES = (
    BUCKET_BLOCK,
    IMAGES,
    IMAGE_BLOCK,
    METADATA,
    SERIAL_CONSOLE,
    SNAPSHOT_BLOCK,
    VOLUME_ENCRYPTION,
    VOLUME_KEY,
    VPC_BLOCK,
)
