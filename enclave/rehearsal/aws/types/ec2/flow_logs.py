"""Flow logs."""

from enclave.rehearsal.aws.model import Call, Find, Look, Resource, Text
from enclave.rehearsal.aws.types.ec2.service import EC2, MARK, tagged

FLOW_LOG = Resource(
    type="aws:ec2/flowLog:FlowLog",
    service=EC2,
    create=Call(
        operation="CreateFlowLogs",
        parameters={
            "ResourceIds": "[in.vpcId || in.subnetId || in.eniId]",
            "ResourceType": (
                "choose(in.vpcId, 'VPC', choose(in.subnetId, 'Subnet', 'NetworkInterface'))"
            ),
            "TrafficType": "in.trafficType",
            "LogDestinationType": "in.logDestinationType",
            "LogDestination": "in.logDestination",
            "DeliverLogsPermissionArn": "in.iamRoleArn",
            "LogFormat": "in.logFormat",
            "MaxAggregationInterval": "in.maxAggregationInterval",
            "DestinationOptions": """in.destinationOptions.{
                FileFormat: fileFormat, PerHourPartition: perHourPartition,
                HiveCompatiblePartitions: hiveCompatiblePartitions}""",
            **tagged("vpc-flow-log"),
        },
        refused="answer.Unsuccessful[0].Error.Message",
    ),
    id="answer.FlowLogIds[0]",
    find=Find(
        call=Call(operation="DescribeFlowLogs"),
        items=f"answer.FlowLogs[].{{id: FlowLogId, {MARK}}}",
    ),
    taggable=True,
    looks=(
        Look(
            call=Call(operation="DescribeFlowLogs", parameters={"FlowLogIds": "[id]"}),
            at="answer.FlowLogs[0]",
            gives={
                "vpcId": "[it.ResourceId][?starts_with(@, 'vpc-')] | [0]",
                "subnetId": "[it.ResourceId][?starts_with(@, 'subnet-')] | [0]",
                "eniId": "[it.ResourceId][?starts_with(@, 'eni-')] | [0]",
                "trafficType": "it.TrafficType",
                "logDestinationType": "it.LogDestinationType",
                "logDestination": "it.LogDestination",
                "iamRoleArn": "it.DeliverLogsPermissionArn",
                "logFormat": "it.LogFormat",
                "maxAggregationInterval": "it.MaxAggregationInterval",
                "tags": "it.Tags",
            },
        ),
    ),
    delete=(Call(operation="DeleteFlowLogs", parameters={"FlowLogIds": "[id]"}),),
    replace_on={
        "destinationOptions",
        "eniId",
        "iamRoleArn",
        "logDestination",
        "logDestinationType",
        "logFormat",
        "maxAggregationInterval",
        "subnetId",
        "trafficType",
        "vpcId",
    },
    unread={"destinationOptions"},
    computed={"logFormat"},
    defaults={"logDestinationType": "cloud-watch-logs", "maxAggregationInterval": 600},
    outputs={"arn": Text("arn:{partition}:ec2:{region}:{account}:vpc-flow-log/{id}")},
)

TYPES = (FLOW_LOG,)
