"""What the deployer's statements share."""

from enclave.derive.deployer_site import DeployerSite, looks, of_no_resource
from enclave.derive.deployer_table import TABLE
from enclave.derive.keys import Purpose
from enclave.derive.type_calls import Stage
from tests.enclave.derive.declared import declared, document


def here(use: str = "production") -> DeployerSite:
    """The site of the smallest declaration."""
    sites = document()["sites"]
    sites["frankfurt"]["use"] = use
    return DeployerSite(declaration=declared(sites=sites), site="frankfurt")


def test_lasting_things_are_not_taken_away_in_production() -> None:
    more = set(here("canary").rows()) - set(here().rows())
    assert {stage for _, stage, _ in more} == {Stage.ENDS}
    assert {"kms:ScheduleKeyDeletion", "s3:DeleteBucket", "eks:DeleteCluster"} <= {
        action for _, _, action in more
    }


def test_names_begin_with_organization_and_site() -> None:
    assert here().prefix == "loom-frankfurt"
    assert here().named("sns") == ["arn:aws:sns:eu-central-1:111122223333:loom-frankfurt-*"]


def test_calls_are_picked_by_service_stage_and_thing() -> None:
    assert here().calls("kms", (Stage.MAKES,), thing="alias/") == ["kms:CreateAlias"]


def test_looks_of_ec2_and_settings_of_the_account_name_no_resource() -> None:
    vpc = TABLE["aws:ec2/vpc:Vpc"]
    serial = TABLE["aws:ec2/serialConsoleAccess:SerialConsoleAccess"]
    assert of_no_resource(vpc, "ec2:DescribeVpcs")
    assert not of_no_resource(vpc, "ec2:CreateVpc")
    assert of_no_resource(serial, "ec2:DisableSerialConsoleAccess")
    assert looks("ec2:DescribeVpcs")
    assert not looks("ec2:CreateVpc")


def test_a_new_key_is_told_by_its_tag() -> None:
    statement = here().made_key("Lends", ("kms:CreateGrant",), Purpose.REGISTRY, "ecr")
    assert statement["Condition"] == {
        "StringEquals": {
            "aws:ResourceTag/enclave:site": "frankfurt",
            "aws:ResourceTag/Name": "loom-frankfurt-registry",
            "kms:ViaService": "ecr.eu-central-1.amazonaws.com",
        },
        "Bool": {"kms:GrantIsForAWSResource": "true"},
    }


def test_a_kind_of_resource_is_written_out() -> None:
    arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:"
    assert here().kinds("elasticloadbalancing") == [
        f"{arn}listener/net/*",
        f"{arn}loadbalancer/net/*",
        f"{arn}targetgroup/*",
    ]
    assert "arn:aws:route53resolver:eu-central-1:111122223333:firewall-domain-list/*" in (
        here().kinds("route53resolver")
    )
