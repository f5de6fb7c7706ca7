"""Instances. moto runs none: it keeps what it was told."""

from enclave.rehearsal.aws.model import Call, Find, Look, Resource, Step, Text
from enclave.rehearsal.aws.types.ec2.service import EC2, MARK, tagged

_ALIVE = " | [?State.Name != 'terminated']"
_ROOT = "/dev/sda1"  # what moto says of every image that it does not know

INSTANCE = Resource(
    type="aws:ec2/instance:Instance",
    service=EC2,
    create=Call(
        operation="RunInstances",
        parameters={
            "MinCount": "`1`",
            "MaxCount": "`1`",
            "ImageId": "in.ami",
            "InstanceType": "in.instanceType",
            "IamInstanceProfile": "{Name: in.iamInstanceProfile}",
            "EbsOptimized": "in.ebsOptimized",
            "Monitoring": "{Enabled: in.monitoring}",
            "MetadataOptions": """in.metadataOptions.{
                HttpEndpoint: httpEndpoint, HttpTokens: httpTokens,
                HttpPutResponseHopLimit: httpPutResponseHopLimit,
                InstanceMetadataTags: instanceMetadataTags}""",
            "NetworkInterfaces": """[{DeviceIndex: `0`, SubnetId: in.subnetId,
                Groups: in.vpcSecurityGroupIds,
                AssociatePublicIpAddress: in.associatePublicIpAddress}]""",
            "BlockDeviceMappings": f"""[{{DeviceName: '{_ROOT}', Ebs: in.rootBlockDevice.{{
                Encrypted: encrypted, KmsKeyId: kmsKeyId, VolumeType: volumeType,
                VolumeSize: volumeSize, DeleteOnTermination: deleteOnTermination}}}}]""",
            **tagged("instance"),
        },
    ),
    id="answer.Instances[0].InstanceId",
    find=Find(
        call=Call(operation="DescribeInstances"),
        items=f"answer.Reservations[].Instances[]{_ALIVE}.{{id: InstanceId, {MARK}}}",
    ),
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeInstances", parameters={"InstanceIds": "[id]"}),
            at=f"answer.Reservations[].Instances[]{_ALIVE} | [0]",
            gives={
                "ami": "it.ImageId",
                "instanceType": "it.InstanceType",
                "subnetId": "it.SubnetId",
                "vpcSecurityGroupIds": "it.NetworkInterfaces[0].Groups[].GroupId",
                "ebsOptimized": "it.EbsOptimized",
                "metadataOptions": """it.MetadataOptions.{
                    httpEndpoint: HttpEndpoint, httpTokens: HttpTokens,
                    httpPutResponseHopLimit: HttpPutResponseHopLimit,
                    instanceMetadataTags: InstanceMetadataTags}""",
                "privateIp": "it.PrivateIpAddress",
                "publicIp": "it.PublicIpAddress",
                "keyName": "it.KeyName",
                "instanceState": "it.State.Name",
                "tags": "it.Tags",
            },
        ),
        Look(
            call=Call(
                operation="DescribeInstanceAttribute",
                parameters={"InstanceId": "id", "Attribute": "'disableApiTermination'"},
            ),
            gives={"disableApiTermination": "answer.DisableApiTermination.Value"},
        ),
    ),
    steps=(
        Step(
            properties={"disableApiTermination"},
            calls=(
                Call(
                    operation="ModifyInstanceAttribute",
                    parameters={
                        "InstanceId": "id",
                        "DisableApiTermination": "{Value: in.disableApiTermination}",
                    },
                ),
            ),
        ),
        Step(
            properties={"vpcSecurityGroupIds"},
            calls=(
                Call(
                    operation="ModifyInstanceAttribute",
                    parameters={"InstanceId": "id", "Groups": "in.vpcSecurityGroupIds"},
                ),
            ),
        ),
        Step(
            properties={"metadataOptions"},
            calls=(
                Call(
                    operation="ModifyInstanceMetadataOptions",
                    parameters={
                        "InstanceId": "id",
                        "HttpEndpoint": "in.metadataOptions.httpEndpoint",
                        "HttpTokens": "in.metadataOptions.httpTokens",
                        "HttpPutResponseHopLimit": "in.metadataOptions.httpPutResponseHopLimit",
                        "InstanceMetadataTags": "in.metadataOptions.instanceMetadataTags",
                    },
                ),
            ),
        ),
    ),
    delete=(Call(operation="TerminateInstances", parameters={"InstanceIds": "[id]"}),),
    replace_on={"ami", "subnetId", "associatePublicIpAddress"},
    unread={"associatePublicIpAddress", "iamInstanceProfile", "monitoring", "rootBlockDevice"},
    unchangeable={
        "instanceType": "an instance has to stop for it, which was never tried here",
        "ebsOptimized": "an instance has to stop for it, which was never tried here",
        "iamInstanceProfile": "moto does not tell it by its name",
        "monitoring": "moto has no MonitorInstances",
        "rootBlockDevice": "moto tells a volume apart from its instance",
    },
    computed={"ebsOptimized", "metadataOptions", "vpcSecurityGroupIds", "subnetId"},
    defaults={"disableApiTermination": False, "monitoring": False},
    outputs={"arn": Text("arn:{partition}:ec2:{region}:{account}:instance/{id}")},
)

TYPES = (INSTANCE,)
