"""What the deployer may do to network, machines and DNS."""

import pytest

from enclave.derive.endpoints import endpoints
from tests.enclave.derive.declared import declared, without_flow
from tests.enclave.derive.permitted import deploying

SITE = "aws:RequestTag/enclave:site"
OWN = {"StringEquals": {"aws:ResourceTag/enclave:site": "frankfurt"}}


def test_what_is_made_has_the_tag_and_what_is_changed_carries_it() -> None:
    found = deploying()
    makes, own = found["network.MakesWithTheTag"], found["network.OnItsOwn"]
    assert makes["Condition"] == {"StringEquals": {SITE: "frankfurt"}}
    assert {"ec2:CreateVpc", "ec2:AuthorizeSecurityGroupEgress"} <= {*makes["Action"]}
    assert "ec2:RunInstances" not in makes["Action"]
    assert own["Condition"] == OWN
    assert {"ec2:CreateSubnet", "ec2:DeleteVpc"} <= {*own["Action"]}


def test_nothing_leads_out() -> None:
    actions = {a for s in deploying().values() for a in s["Action"]}
    for way in ("InternetGateway", "NatGateway", "VpnGateway", "TransitGateway", "Peering"):
        assert not [a for a in actions if way in a]
    assert not actions & {"ec2:AllocateAddress", "ec2:CreateRoute", "ec2:ModifySnapshotAttribute"}


def test_the_tag_of_the_site_is_neither_changed_nor_taken_away() -> None:
    found = deploying()
    assert found["tags.TagsItsOwn"]["Condition"] == {
        **OWN,
        "StringEqualsIfExists": {SITE: "frankfurt"},
    }
    assert found["tags.UntagsItsOwn"]["Condition"] == {
        **OWN,
        "ForAllValues:StringNotEquals": {"aws:TagKeys": ["enclave:site"]},
        "Null": {"aws:TagKeys": "false"},
    }


def test_only_security_groups_of_nobody_are_taken() -> None:
    taken = deploying()["tags.TakesTheDefaultGroup"]
    assert taken["Resource"] == ["arn:aws:ec2:eu-central-1:111122223333:security-group/*"]
    assert taken["Condition"]["Null"] == {"aws:ResourceTag/enclave:site": "true"}


def test_tags_are_written_as_things_are_made() -> None:
    condition = deploying()["tags.TagsWhatItMakes"]["Condition"]["StringEquals"]
    assert {"CreateVpc", "RunInstances"} <= {*condition["ec2:CreateAction"]}
    assert condition[SITE] == "frankfurt"


def test_machines_have_tokens_an_encrypted_disk_and_no_public_address() -> None:
    found = deploying()
    assert found["cluster.RunsWithTheTag"]["Condition"] == {
        "StringEquals": {SITE: "frankfurt", "ec2:MetadataHttpTokens": "required"}
    }
    assert found["cluster.RunsEncrypted"]["Condition"] == {"Bool": {"ec2:Encrypted": "true"}}
    assert found["cluster.RunsInside"]["Condition"] == {
        "BoolIfExists": {"ec2:AssociatePublicIpAddress": "false"}
    }
    assert found["cluster.RunsOnItsOwn"]["Condition"] == OWN


def test_records_are_written_under_the_names_of_the_orgs_only() -> None:
    condition = deploying()["names.WritesNamesOfOrgs"]["Condition"]
    assert condition["ForAllValues:StringEquals"] == {
        "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["loom.my.salesforce.example"]
    }
    assert condition["Null"] == {"route53:ChangeResourceRecordSetsNormalizedRecordNames": "false"}


def test_without_a_pull_no_record_is_written() -> None:
    assert "names.WritesNamesOfOrgs" not in deploying(without_flow(declared(), "pull"))


def test_rules_of_the_dns_firewall_are_those_of_the_site() -> None:
    found = deploying()
    assert found["names.OnItsOwnResolver"]["Condition"] == OWN
    assert "route53resolver:CreateFirewallRule" in found["names.OnItsOwnResolver"]["Action"]
    assert found["names.MakesResolver"]["Condition"] == {"StringEquals": {SITE: "frankfurt"}}


def test_an_endpoint_is_of_a_derived_service_or_the_way_of_pulls() -> None:
    found = deploying()
    names = [each.service_name for each in endpoints(declared(), "frankfurt")]
    made = found["network.MakesEndpoints"]["Condition"]["StringEquals"]
    assert made == {"aws:RequestTag/enclave:site": "frankfurt", "ec2:VpceServiceName": names}
    pulls = found["network.MakesTheWayOfPulls"]["Condition"]["StringLike"]
    assert pulls == {"ec2:VpceServiceName": "com.amazonaws.vpce.eu-central-1.vpce-svc-*"}


def test_a_site_without_pulls_makes_derived_endpoints_only() -> None:
    found = deploying(without_flow(declared(), "pull"))
    making = [sid for sid, s in found.items() if "ec2:CreateVpcEndpoint" in s["Action"]]
    assert making == ["network.MakesEndpoints", "network.OnItsOwn"]


@pytest.mark.parametrize("sid", ["KeepsTheTag", "KeepsTheNamesOfKeys", "GivesNothingAway"])
def test_what_tells_whose_a_thing_is_stays(sid: str) -> None:
    statement = deploying()[f"tags.{sid}"]
    assert statement["Effect"] == "Deny"
    assert "enclave:site" in statement["Condition"]["ForAnyValue:StringEquals"]["aws:TagKeys"]


def test_user_data_of_machines_is_not_changed() -> None:
    found = deploying()
    for sid, condition in (
        ("ChangesNoUserData", {"StringEqualsIgnoreCase": {"ec2:Attribute": "userData"}}),
        ("ChangesNoUserDataByName", {"Null": {"ec2:Attribute/UserData": "false"}}),
    ):
        statement = found[f"tags.{sid}"]
        assert (statement["Effect"], statement["Condition"]) == ("Deny", condition)
