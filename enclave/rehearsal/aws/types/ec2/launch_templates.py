"""Launch templates; a change makes a new version, which becomes the default."""

from enclave.rehearsal.aws.model import Call, Find, Look, Resource, Step, Text
from enclave.rehearsal.aws.types.ec2.service import EC2, MARK, tagged

_DATA = """in.{
    InstanceType: instanceType, UserData: userData, SecurityGroupIds: vpcSecurityGroupIds,
    MetadataOptions: metadataOptions.{
        HttpEndpoint: httpEndpoint, HttpTokens: httpTokens, HttpProtocolIpv6: httpProtocolIpv6,
        HttpPutResponseHopLimit: httpPutResponseHopLimit,
        InstanceMetadataTags: instanceMetadataTags},
    BlockDeviceMappings: blockDeviceMappings[].{DeviceName: deviceName, Ebs: ebs.{
        VolumeType: volumeType, VolumeSize: volumeSize, KmsKeyId: kmsKeyId,
        Encrypted: encrypted == 'true', DeleteOnTermination: deleteOnTermination == 'true'}},
    CapacityReservationSpecification: capacityReservationSpecification.{
        CapacityReservationTarget: capacityReservationTarget.{
            CapacityReservationId: capacityReservationId}},
    InstanceMarketOptions: instanceMarketOptions.{MarketType: marketType},
    TagSpecifications: tagSpecifications[].{
        ResourceType: resourceType, Tags: tag_list(tags)}}"""

LAUNCH_TEMPLATE = Resource(
    type="aws:ec2/launchTemplate:LaunchTemplate",
    service=EC2,
    create=Call(
        operation="CreateLaunchTemplate",
        parameters={
            "LaunchTemplateName": "in.name",
            "LaunchTemplateData": _DATA,
            **tagged("launch-template"),
        },
    ),
    id="answer.LaunchTemplate.LaunchTemplateId",
    find=Find(
        call=Call(operation="DescribeLaunchTemplates"),
        items=f"answer.LaunchTemplates[].{{id: LaunchTemplateId, {MARK}}}",
    ),
    names={"name"},
    autoname="name",
    taggable=True,
    looks=(
        Look(
            call=Call(
                operation="DescribeLaunchTemplates", parameters={"LaunchTemplateIds": "[id]"}
            ),
            at="answer.LaunchTemplates[0]",
            gives={
                "name": "it.LaunchTemplateName",
                "latestVersion": "it.LatestVersionNumber",
                "tags": "it.Tags",
            },
        ),
        Look(
            call=Call(
                operation="DescribeLaunchTemplateVersions",
                parameters={"LaunchTemplateId": "id", "Versions": "['$Latest']"},
            ),
            at="answer.LaunchTemplateVersions[0].LaunchTemplateData",
            gives={
                "instanceType": "it.InstanceType",
                "userData": "it.UserData",
                "vpcSecurityGroupIds": "it.SecurityGroupIds",
                "metadataOptions": """it.MetadataOptions.{
                    httpEndpoint: HttpEndpoint, httpTokens: HttpTokens,
                    httpProtocolIpv6: HttpProtocolIpv6,
                    httpPutResponseHopLimit: HttpPutResponseHopLimit,
                    instanceMetadataTags: InstanceMetadataTags}""",
                "blockDeviceMappings": """it.BlockDeviceMappings[].{
                    deviceName: DeviceName, ebs: Ebs.{
                        volumeType: VolumeType, volumeSize: VolumeSize, kmsKeyId: KmsKeyId,
                        encrypted: to_string(Encrypted),
                        deleteOnTermination: to_string(DeleteOnTermination)}}""",
                "capacityReservationSpecification": """it.CapacityReservationSpecification.{
                    capacityReservationTarget: CapacityReservationTarget.{
                        capacityReservationId: CapacityReservationId}}""",
                "instanceMarketOptions": "it.InstanceMarketOptions.{marketType: MarketType}",
                # moto puts the tags of the template itself among those of its machines
                "tagSpecifications": """it.TagSpecifications[?ResourceType != 'launch-template'].{
                    resourceType: ResourceType, tags: tag_map(Tags)}""",
            },
        ),
    ),
    steps=(
        Step(
            properties={
                "blockDeviceMappings",
                "capacityReservationSpecification",
                "instanceMarketOptions",
                "instanceType",
                "metadataOptions",
                "tagSpecifications",
                "userData",
                "vpcSecurityGroupIds",
            },
            calls=(
                Call(
                    operation="CreateLaunchTemplateVersion",
                    parameters={"LaunchTemplateId": "id", "LaunchTemplateData": _DATA},
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteLaunchTemplate", parameters={"LaunchTemplateId": "id"}),),
    replace_on={"name"},
    local={"updateDefaultVersion"},
    outputs={"arn": Text("arn:{partition}:ec2:{region}:{account}:launch-template/{id}")},
)

TYPES = (LAUNCH_TEMPLATE,)
