"""Route 53: private hosted zones and their records."""

import re

from enclave.rehearsal.aws.model import MARK_TAG, Call, Find, Look, Resource, Service, Step, Text

ROUTE53 = Service(
    name="route53",
    gone=re.compile(r"NoSuchHostedZone|InvalidChangeBatch"),
    tag=Call(
        operation="ChangeTagsForResource",
        parameters={"ResourceType": "'hostedzone'", "ResourceId": "id", "AddTags": "tags"},
    ),
    untag=Call(
        operation="ChangeTagsForResource",
        parameters={"ResourceType": "'hostedzone'", "ResourceId": "id", "RemoveTagKeys": "removed"},
    ),
    regional=False,
)
_READ_TAGS = Call(
    operation="ListTagsForResource",
    parameters={"ResourceType": "'hostedzone'", "ResourceId": "id"},
)
_TAGS = "answer.ResourceTagSet.Tags"

ZONE = Resource(
    type="aws:route53/zone:Zone",
    service=ROUTE53,
    create=Call(
        operation="CreateHostedZone",
        parameters={
            "Name": "in.name",
            "VPC": "{VPCId: in.vpcs[0].vpcId, VPCRegion: region}",
            "HostedZoneConfig": "{Comment: in.comment, PrivateZone: `true`}",
            "CallerReference": "fresh",
        },
    ),
    id="after_last(answer.HostedZone.Id, '/')",
    find=Find(
        call=Call(operation="ListHostedZones"),
        items="answer.HostedZones[].{id: after_last(Id, '/')}",
        marks=Look(call=_READ_TAGS, gives={"mark": f"{_TAGS}[?Key == '{MARK_TAG}'].Value | [0]"}),
    ),
    taggable=True,
    looks=(
        Look(
            call=Call(operation="GetHostedZone", parameters={"Id": "id"}),
            gives={
                "vpcs": "answer.VPCs[].{vpcId: VPCId}",
                "comment": "answer.HostedZone.Config.Comment",
                "zoneId": "after_last(answer.HostedZone.Id, '/')",
            },
        ),
        Look(call=_READ_TAGS, gives={"tags": _TAGS}),
    ),
    steps=(
        Step(
            properties={"comment"},
            calls=(
                Call(
                    operation="UpdateHostedZoneComment",
                    parameters={"Id": "id", "Comment": "in.comment"},
                ),
            ),
        ),
    ),
    delete=(Call(operation="DeleteHostedZone", parameters={"Id": "id"}),),
    replace_on={"name"},
    local={"forceDestroy"},
    unread={"name"},  # moto tells it with a dot at its end
    unchangeable={"vpcs": "a change of networks was never tried here"},
    defaults={"forceDestroy": False},
    outputs={"arn": Text("arn:{partition}:route53:::hostedzone/{id}")},
)


def _change(action: str) -> Call:
    record = """{Name: in.name, Type: in.type, TTL: in.ttl,
        ResourceRecords: in.records[].{Value: @},
        AliasTarget: in.aliases[0].{DNSName: name, HostedZoneId: zoneId,
            EvaluateTargetHealth: evaluateTargetHealth}}"""
    return Call(
        operation="ChangeResourceRecordSets",
        parameters={
            "HostedZoneId": "in.zoneId",
            "ChangeBatch": f"{{Changes: [{{Action: '{action}', ResourceRecordSet: {record}}}]}}",
        },
    )


RECORD = Resource(
    type="aws:route53/record:Record",
    service=ROUTE53,
    create=_change("CREATE"),
    id=Text("{in[zoneId]}_{in[name]}_{in[type]}"),
    exists="InvalidChangeBatch",
    names={"zoneId", "name", "type"},
    looks=(
        Look(
            call=Call(operation="ListResourceRecordSets", parameters={"HostedZoneId": "in.zoneId"}),
            at="""where(where(answer.ResourceRecordSets, 'Name', join('', [in.name, '.'])),
                'Type', in.type) | [0]""",
            gives={
                "zoneId": "in.zoneId",
                "name": "in.name",
                "type": "it.Type",
                "ttl": "it.TTL",
                "records": "it.ResourceRecords[].Value",
                "aliases": """[it.AliasTarget.{name: DNSName, zoneId: HostedZoneId,
                    evaluateTargetHealth: EvaluateTargetHealth}]""",
            },
        ),
    ),
    steps=(Step(properties={"ttl", "records", "aliases"}, calls=(_change("UPSERT"),)),),
    delete=(_change("DELETE"),),
    replace_on={"zoneId", "name", "type"},
    outputs={"fqdn": "in.name"},
)

TYPES = (ZONE, RECORD)
