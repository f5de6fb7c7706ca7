"""Policies of keys."""

import json

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.key_policies import key_policy
from enclave.derive.keys import Purpose, keys
from enclave.derive.policy_documents import Document, Statement
from enclave.problems import Problem
from tests.enclave.derive.declared import (
    cloud_sites,
    declared,
    document,
    sovereign,
    with_data_centre,
)
from tests.enclave.derive.strategies import for_any_declaration

ROOT = {"AWS": "arn:aws:iam::111122223333:root"}


def policies(declaration: Declaration) -> list[Document]:
    """The policy of every key of every cloud site."""
    return [
        key_policy(declaration, site, key)
        for site in cloud_sites(declaration)
        for key in keys(declaration, site)
    ]


def statements(purpose: Purpose, declaration: Declaration | None = None) -> dict[str, Statement]:
    """The statements of one key of the smallest declaration, by their ids."""
    whole = declaration or declared()
    key = next(k for k in keys(whole, "frankfurt") if k.purpose is purpose)
    return {s["Sid"]: s for s in key_policy(whole, "frankfurt", key)["Statement"]}


@for_any_declaration
def test_nobody_may_do_everything_and_nobody_may_leave_the_region(
    declaration: Declaration,
) -> None:
    for policy in policies(declaration):
        allowed = [a for s in policy["Statement"] if s["Effect"] == "Allow" for a in s["Action"]]
        assert not [a for a in allowed if "*" in a]
        assert not {"kms:ReplicateKey", "kms:UpdatePrimaryRegion"} & set(allowed)


@for_any_declaration
def test_use_is_limited_to_the_account_and_to_one_way_in(declaration: Declaration) -> None:
    for policy in policies(declaration):
        for statement in policy["Statement"]:
            if "kms:Decrypt" in statement["Action"] and "AWS" in statement["Principal"]:
                condition = statement["Condition"]
                assert "kms:CallerAccount" in condition["StringEquals"]
                assert "kms:ViaService" in condition["StringEquals"] or "ArnEquals" in condition


@for_any_declaration
def test_no_arn_or_host_of_another_partition(declaration: Declaration) -> None:
    text = json.dumps(policies(declaration))
    sovereign = declaration.jurisdiction.partition == "aws-eusc"
    assert ("arn:aws:" if sovereign else "arn:aws-eusc:") not in text


def test_the_deployer_may_always_mend_the_policy() -> None:
    for policy in policies(declared()):
        mending = [s for s in policy["Statement"] if "kms:PutKeyPolicy" in s["Action"]]
        assert [(s["Effect"], s["Principal"]) for s in mending] == [
            ("Allow", {"AWS": "arn:aws:iam::111122223333:root"})
        ]


@pytest.mark.parametrize(("use", "held"), [("production", True), ("canary", False)])
def test_only_break_glass_ends_a_key_in_production(use: str, held: bool) -> None:  # noqa: FBT001  one of two table columns
    sites = document()["sites"]
    sites["frankfurt"]["use"] = use
    declaration = declared(sites=sites)
    statements = key_policy(declaration, "frankfurt", keys(declaration, "frankfurt")[0])[
        "Statement"
    ]
    denied = [s["Condition"]["ArnNotEquals"] for s in statements if s["Effect"] == "Deny"]
    role = "arn:aws:iam::111122223333:role/break-glass"
    assert denied == ([{"aws:PrincipalArn": role}] * 2 if held else [])


@pytest.mark.parametrize("purpose", [Purpose.REGISTRY, Purpose.VOLUMES])
def test_grants_go_to_aws_services_only(purpose: Purpose) -> None:
    condition = statements(purpose)["GrantsToServicesOnly"]["Condition"]
    assert condition["Bool"] == {"kms:GrantIsForAWSResource": "true"}


def test_the_cluster_s_grant_is_told_by_what_it_permits() -> None:
    # Amazon EKS User Guide, enable-kms: CreateCluster does not support GrantIsForAWSResource.
    statement = statements(Purpose.CLUSTER)["GrantsToServicesOnly"]
    condition = statement["Condition"]
    assert statement["Action"] == ["kms:CreateGrant"]
    assert set(condition) == {"StringEquals", "ForAllValues:StringEquals"}
    assert condition["StringEquals"]["kms:ViaService"] == ["eks.eu-central-1.amazonaws.com"]
    operations = condition["ForAllValues:StringEquals"]["kms:GrantOperations"]
    assert {"Decrypt", "DescribeKey", "Encrypt"} <= {*operations}
    assert "CreateGrant" not in operations


def test_the_registry_gives_grants_back_when_a_repository_goes() -> None:
    # kms:GrantIsForAWSResource is no key of RetireGrant, so that statement must do without it.
    statement = statements(Purpose.REGISTRY)["GrantsGivenBack"]
    assert statement["Action"] == ["kms:RetireGrant"]
    assert statement["Condition"] == {
        "StringEquals": {
            "kms:CallerAccount": "111122223333",
            "aws:PrincipalOrgID": "o-l1nden100m",
            "kms:ViaService": ["ecr.eu-central-1.amazonaws.com"],
        }
    }


def test_pseudonyms_are_made_by_the_door_alone() -> None:
    key = next(k for k in keys(declared(), "frankfurt") if k.purpose is Purpose.PSEUDONYM)
    statements = key_policy(declared(), "frankfurt", key)["Statement"]
    users = [s["Condition"].get("ArnEquals") for s in statements if "kms:Decrypt" in s["Action"]]
    assert users == [{"aws:PrincipalArn": ["arn:aws:iam::111122223333:role/loom-frankfurt-door"]}]


@for_any_declaration
def test_no_two_statements_of_a_policy_share_an_id(declaration: Declaration) -> None:
    for policy in policies(declaration):
        ids = [statement["Sid"] for statement in policy["Statement"]]
        assert len(set(ids)) == len(ids)


@for_any_declaration
def test_every_key_has_a_user_beside_its_administrators(declaration: Declaration) -> None:
    for policy in policies(declaration):
        allowed = [s for s in policy["Statement"] if s["Effect"] == "Allow"]
        assert [s["Sid"] for s in allowed if "kms:Decrypt" in s["Action"]]


def test_who_administers_a_key_cannot_use_it() -> None:
    administration = statements(Purpose.AUDIT)["AdministeredByIam"]
    assert administration["Principal"] == ROOT
    use = {*statements(Purpose.AUDIT)["UsedThroughServices"]["Action"], "kms:CreateGrant"}
    assert use & {*administration["Action"]} == {"kms:DescribeKey"}


def test_use_comes_through_the_service_that_holds_the_data() -> None:
    through = statements(Purpose.WEIGHTS)["UsedThroughServices"]
    assert through["Principal"] == ROOT
    assert through["Condition"]["StringEquals"] == {
        "kms:CallerAccount": "111122223333",
        "aws:PrincipalOrgID": "o-l1nden100m",
        "kms:ViaService": ["s3.eu-central-1.amazonaws.com"],
    }


def test_volumes_admit_the_service_linked_role_through_ec2_only() -> None:
    found = statements(Purpose.VOLUMES)
    for sid in ("UsedThroughServices", "GrantsToServicesOnly"):
        equals = found[sid]["Condition"]["StringEquals"]
        assert found[sid]["Principal"] == {"AWS": "*"}
        assert equals["kms:CallerAccount"] == "111122223333"
        assert equals["kms:ViaService"] == ["ec2.eu-central-1.amazonaws.com"]


@for_any_declaration
def test_everybody_is_a_principal_of_volumes_alone(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        for key in keys(declaration, site):
            allowed = [
                s for s in key_policy(declaration, site, key)["Statement"] if s["Effect"] == "Allow"
            ]
            if {"AWS": "*"} in [s["Principal"] for s in allowed]:
                assert key.purpose is Purpose.VOLUMES


def test_only_keys_that_services_keep_give_grants() -> None:
    granting = {
        key.purpose
        for key in keys(declared(), "frankfurt")
        if "GrantsToServicesOnly" in statements(key.purpose)
    }
    assert granting == {Purpose.CLUSTER, Purpose.REGISTRY, Purpose.TRAIL, Purpose.VOLUMES}


@pytest.mark.parametrize(
    ("sid", "principal", "condition"),
    [
        (
            "WrittenByLogs",
            "logs.eu-central-1.amazonaws.com",
            {
                "ArnLike": {
                    "kms:EncryptionContext:aws:logs:arn": (
                        "arn:aws:logs:eu-central-1:111122223333:log-group:*"
                    )
                }
            },
        ),
        (
            "WrittenByDeliveryLogs",
            "delivery.logs.amazonaws.com",
            {"StringEquals": {"aws:SourceAccount": "111122223333"}},
        ),
    ],
)
def test_logs_are_written_by_services_for_this_account(
    sid: str, principal: str, condition: Document
) -> None:
    statement = statements(Purpose.LOGS)[sid]
    assert statement["Principal"] == {"Service": principal}
    assert statement["Condition"] == condition


@pytest.mark.parametrize(
    ("sid", "actions"),
    [
        ("DescribedByCloudtrail", {"kms:DescribeKey"}),
        ("WrittenByCloudtrail", {"kms:Decrypt", "kms:GenerateDataKey"}),
    ],
)
def test_the_trail_is_written_for_our_own_trail(sid: str, actions: set[str]) -> None:
    # No encryption context: DescribeKey carries none, S3 bucket keys carry the bucket's.
    statement = statements(Purpose.TRAIL)[sid]
    assert {*statement["Action"]} == actions
    assert statement["Principal"] == {"Service": "cloudtrail.amazonaws.com"}
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "111122223333"},
        "ArnLike": {
            "aws:SourceArn": (
                "arn:aws:cloudtrail:eu-central-1:111122223333:trail/loom-frankfurt-trail"
            )
        },
    }


def test_the_stream_of_the_clusters_logs_keeps_its_use_of_the_trails_key_by_a_grant() -> None:
    grants = statements(Purpose.TRAIL)["GrantsToServicesOnly"]
    assert (
        "firehose.eu-central-1.amazonaws.com"
        in (grants["Condition"]["StringEquals"]["kms:ViaService"])
    )
    assert grants["Condition"]["Bool"] == {"kms:GrantIsForAWSResource": "true"}


@pytest.mark.parametrize(
    ("sid", "principal", "condition"),
    [
        (
            "WrittenByCloudwatch",
            "cloudwatch.amazonaws.com",
            {
                "StringEquals": {"aws:SourceAccount": "111122223333"},
                "ArnLike": {
                    "aws:SourceArn": (
                        "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:loom-frankfurt-*"
                    )
                },
            },
        ),
        (
            "WrittenBySns",
            "sns.amazonaws.com",
            {
                "ArnEquals": {
                    "kms:EncryptionContext:aws:sqs:arn": (
                        "arn:aws:sqs:eu-central-1:111122223333:loom-frankfurt-alarms"
                    )
                }
            },
        ),
    ],
)
def test_alarms_are_encrypted_for_our_alarms_and_our_queue(
    sid: str, principal: str, condition: Document
) -> None:
    statement = statements(Purpose.ALARMS)[sid]
    assert statement["Principal"] == {"Service": principal}
    assert {*statement["Action"]} == {"kms:Decrypt", "kms:GenerateDataKey"}
    assert statement["Condition"] == condition


def test_hosts_are_those_of_the_sovereign_partition() -> None:
    through = statements(Purpose.WEIGHTS, sovereign())["UsedThroughServices"]
    via = through["Condition"]["StringEquals"]["kms:ViaService"]
    assert via == ["s3.eusc-de-east-1.amazonaws.eu"]


def test_without_an_organization_nobody_is_named_to_break_the_glass() -> None:
    alone = declared(organization={"name": "Loom"})
    assert "OnlyBreakGlassEndsIt" in statements(Purpose.AUDIT)
    assert "OnlyBreakGlassEndsIt" not in statements(Purpose.AUDIT, alone)


def test_grants_are_revoked_by_break_glass_and_by_services_that_clean_up() -> None:
    denied = statements(Purpose.VOLUMES)["OnlyBreakGlassRevokesGrants"]
    assert denied["Action"] == ["kms:RevokeGrant"]
    assert denied["Condition"]["BoolIfExists"] == {
        "aws:ViaAWSService": "false",
        "aws:PrincipalIsAWSService": "false",
    }


def test_what_ends_a_key_is_denied_to_everybody_else() -> None:
    denied = statements(Purpose.AUDIT)["OnlyBreakGlassEndsIt"]
    assert denied["Principal"] == {"AWS": "*"}
    assert denied["Action"] == [
        "kms:DeleteImportedKeyMaterial",
        "kms:DisableKey",
        "kms:ScheduleKeyDeletion",
    ]


def test_a_data_centre_has_none() -> None:
    key = keys(declared(), "frankfurt")[0]
    with pytest.raises(Problem, match=r"^sites\.venlo is a data centre and has nothing in AWS\. "):
        key_policy(with_data_centre(), "venlo", key)
