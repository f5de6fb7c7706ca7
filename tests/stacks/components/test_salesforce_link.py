"""The way of pulls: one endpoint, and a name an org that leads to it."""

from typing import Any

from stacks.components.salesforce_link import SalesforceLink, SalesforceLinkArgs
from tests.stacks.conftest import Recorder

SERVICE = "com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d4e5f67890"
ORG = "loom.my.salesforce.example"


def make_args(**overrides: object) -> SalesforceLinkArgs:
    values: dict[str, Any] = {
        "prefix": "loom-frankfurt",
        "vpc_id": "vpc",
        "subnet_ids": ["subnet-a", "subnet-b"],
        "security_group_id": "group",
        "service_name": SERVICE,
        "domains": [ORG],
        "removable": False,
    } | overrides
    return SalesforceLinkArgs(**values)


def test_endpoint_stands_among_the_others_behind_its_own_group(recorder: Recorder) -> None:
    recorder.run(lambda: SalesforceLink("link", make_args()).endpoint_id)
    assert recorder.inputs("link-endpoint") == {
        "vpcId": "vpc",
        "serviceName": SERVICE,
        "vpcEndpointType": "Interface",
        "subnetIds": ["subnet-a", "subnet-b"],
        "securityGroupIds": ["group"],
        "privateDnsEnabled": False,
        "ipAddressType": "ipv4",
        "tags": {"Name": "loom-frankfurt-salesforce"},
    }
    assert recorder.outputs == "link-endpoint-id"


def test_name_of_the_org_leads_to_the_endpoint_inside_the_network(recorder: Recorder) -> None:
    recorder.run(lambda: SalesforceLink("link", make_args()))
    assert recorder.inputs(f"link-{ORG}") == {
        "name": ORG,
        "comment": "loom-frankfurt: pulls from Salesforce",
        "vpcs": [{"vpcId": "vpc"}],
        "forceDestroy": False,
        "tags": {"Name": ORG},
    }
    assert recorder.inputs(f"link-{ORG}-alias") == {
        "zoneId": f"link-{ORG}-zone-id",
        "name": ORG,
        "type": "A",
        "aliases": [
            {
                "name": "link-endpoint.vpce.example",
                "zoneId": "Z0A1B2C3",
                "evaluateTargetHealth": True,
            }
        ],
    }


def test_each_org_has_its_zone(recorder: Recorder) -> None:
    recorder.run(lambda: SalesforceLink("link", make_args(domains=[ORG, "b.example"])))
    zones = {d.inputs["name"] for d in recorder.declared if d.type == "aws:route53/zone:Zone"}
    assert zones == {ORG, "b.example"}


def test_a_rehearsal_can_remove_what_stands_in_a_zone(recorder: Recorder) -> None:
    recorder.run(lambda: SalesforceLink("link", make_args(removable=True)))
    assert recorder.inputs(f"link-{ORG}")["forceDestroy"] is True
