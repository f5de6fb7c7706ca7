from typing import Any

import pytest

from enclave.declaration.model import Declaration
from enclave.derive.policy_documents import Statement
from enclave.derive.policy_packing import PolicyType, quota_of
from enclave.derive.service_control_policies import service_control_policies
from enclave.facts.salesforce import door_security_policy
from tests.enclave.derive.declared import cloud_sites, declared, document, sovereign
from tests.enclave.derive.strategies import for_any_declaration

BREAK_GLASS = "arn:aws:iam::*:role/break-glass"
DEPLOYER = "arn:aws:iam::*:role/loom-*-deployer"
KEYS = "arn:aws:kms:*:111122223333:key/*"


def statements(declaration: Declaration | None = None) -> dict[str, Statement]:
    return {
        statement["Sid"]: statement
        for policy in service_control_policies(declaration or declared())
        for statement in policy.document["Statement"]
    }


def canary() -> Declaration:
    sites = document()["sites"]
    sites["frankfurt"]["use"] = "canary"
    return declared(sites=sites)


def test_whatever_is_not_listed_is_denied_even_to_break_glass() -> None:
    rule = statements()["AllowedServices"]
    assert {"ec2:*", "kms:*"} <= set(rule["NotAction"])
    assert "lambda:*" not in rule["NotAction"]
    assert (rule["Effect"], rule["Resource"], "Condition" in rule) == ("Deny", "*", False)


def test_the_region_lock_leaves_out_break_glass_and_what_has_no_region() -> None:
    rule = statements()["Regions"]
    assert rule["Condition"] == {
        "StringNotEquals": {"aws:RequestedRegion": "eu-central-1"},
        "ArnNotLike": {"aws:PrincipalArn": BREAK_GLASS},
    }
    assert {"iam:*", "sts:*"} <= set(rule["NotAction"])
    assert not {"kms:*", "acm:*", "networkmanager:*"} & set(rule["NotAction"])


@pytest.mark.parametrize("service", ["bedrock", "sagemaker", "q", "comprehend", "transcribe"])
def test_models_of_others_are_denied_by_name(service: str) -> None:
    assert f"{service}:*" in statements()["ForeignAi"]["Action"]


@pytest.mark.parametrize(
    ("sid", "action"),
    [
        ("Copies", "s3:PutReplicationConfiguration"),
        ("Copies", "ecr:CreatePullThroughCacheRule"),
        ("Shares", "ec2:ModifySnapshotAttribute"),
        ("WaysOut", "ec2:CreateInternetGateway"),
        ("WaysOut", "networkmanager:*"),
        ("KeyCopies", "kms:ReplicateKey"),
        ("ClusterExtras", "eks:CreateCapability"),
        ("Senders", "events:CreateApiDestination"),
        ("Shares", "acm:ExportCertificate"),
        ("Identities", "sts:GetWebIdentityToken"),
        ("Membership", "account:EnableRegion"),
    ],
)
def test_ways_around_are_denied_to_all(sid: str, action: str) -> None:
    rule = statements()[sid]
    assert action in rule["Action"]
    assert "Condition" not in rule


@pytest.mark.parametrize(
    ("sid", "condition"),
    [
        ("KeysElsewhere", {"Bool": {"kms:MultiRegion": "true"}}),
        (
            "GrantsToServices",
            {
                "BoolIfExists": {"kms:GrantIsForAWSResource": "false"},
                "StringNotEquals": {"kms:ViaService": "eks.eu-central-1.amazonaws.com"},
            },
        ),
        ("BucketsElsewhere", {"StringNotEquals": {"s3:locationconstraint": "eu-central-1"}}),
        (
            "EndpointsElsewhere",
            {
                "StringNotEquals": {"ec2:VpceServiceRegion": "eu-central-1"},
                "Null": {"ec2:VpceServiceRegion": "false"},
            },
        ),
        ("ServicesForElsewhere", {"Bool": {"ec2:VpceMultiRegion": "true"}}),
        ("PublicBalancers", {"StringNotEquals": {"elasticloadbalancing:Scheme": "internal"}}),
        ("PublicInstances", {"Bool": {"ec2:AssociatePublicIpAddress": "true"}}),
        ("ToOthers", {"StringNotEqualsIfExists": {"aws:ResourceAccount": "111122223333"}}),
        ("PublicClusters", {"BoolIfExists": {"eks:endpointPublicAccess": "true"}}),
        ("HiddenClusters", {"BoolIfExists": {"eks:endpointPrivateAccess": "false"}}),
        ("PublicAtUpdate", {"Bool": {"eks:endpointPublicAccess": "true"}}),
        ("HiddenAtUpdate", {"Bool": {"eks:endpointPrivateAccess": "false"}}),
        ("Tokens", {"StringNotEquals": {"ec2:MetadataHttpTokens": "required"}}),
        ("Hops", {"NumericGreaterThan": {"ec2:MetadataHttpPutResponseHopLimit": "1"}}),
        (
            "SubscribersElsewhere",
            {"StringNotLike": {"sns:Endpoint": "arn:aws:sqs:*:111122223333:*"}},
        ),
        (
            "TargetsElsewhere",
            {
                "ForAnyValue:ArnNotLike": {
                    "events:TargetArn": "arn:aws:*:eu-central-1:111122223333:*"
                }
            },
        ),
        ("EgressAtCreate", {"StringNotEquals": {"eks:controlPlaneEgressMode": "CUSTOMER_ROUTED"}}),
        (
            "EgressAtUpdate",
            {
                "StringNotEquals": {"eks:controlPlaneEgressMode": "CUSTOMER_ROUTED"},
                "Null": {"eks:controlPlaneEgressMode": "false"},
            },
        ),
        ("EntriesAtCreate", {"StringNotEquals": {"eks:authenticationMode": "API"}}),
        ("ClusterKey", {"Null": {"eks:encryptionConfigProviderKeyArns": "true"}}),
        (
            "ClusterForeignKey",
            {"ForAnyValue:ArnNotLike": {"eks:encryptionConfigProviderKeyArns": KEYS}},
        ),
        ("ClusterDefaults", {"BoolIfExists": {"eks:bootstrapSelfManagedAddons": "true"}}),
        ("ClusterAutoMode", {"Bool": {"eks:computeConfigEnabled": "true"}}),
        ("PublicZones", {"Null": {"route53:VPCs": "true"}}),
        (
            "ClusterCreators",
            {"BoolIfExists": {"eks:bootstrapClusterCreatorAdminPermissions": "true"}},
        ),
        (
            "ClusterEnds",
            {
                "StringEquals": {"aws:PrincipalAccount": "111122223333"},
                "BoolIfExists": {"eks:deletionProtection": "false"},
            },
        ),
        (
            "Root",
            {
                "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"},
                "Null": {"aws:AssumedRoot": "true"},
            },
        ),
    ],
)
def test_calls_that_may_be_right_are_denied_by_what_they_ask_for(
    sid: str, condition: dict[str, Any]
) -> None:
    assert statements()[sid]["Condition"] == condition


@pytest.mark.parametrize("sid", ["KeyPolicies", "RecordBuckets", "Records", "Settings"])
def test_what_a_deployment_changes_is_left_to_it_and_to_break_glass(sid: str) -> None:
    assert statements()[sid]["Condition"] == {
        "ArnNotLike": {"aws:PrincipalArn": [BREAK_GLASS, DEPLOYER]}
    }


@pytest.mark.parametrize("sid", ["KeyEnds", "GrantEnds", "ClusterProtection"])
def test_ends_in_production_are_left_to_break_glass_alone(sid: str) -> None:
    rule = statements()[sid]
    assert rule["Condition"]["ArnNotLike"] == {"aws:PrincipalArn": BREAK_GLASS}
    assert "111122223333" in rule["Resource"]
    assert sid not in statements(canary())


def test_roles_that_are_left_out_cannot_be_made_or_changed_by_others() -> None:
    rule = statements()["TrustedRoles"]
    assert rule["Resource"] == [BREAK_GLASS, DEPLOYER]
    assert {"iam:CreateRole", "iam:PutRole*", "iam:UpdateAssumeRolePolicy"} <= set(rule["Action"])
    assert rule["Condition"] == {"ArnNotLike": {"aws:PrincipalArn": BREAK_GLASS}}


def test_boundaries_of_roles_are_changed_by_break_glass_alone() -> None:
    rule = statements()["Boundaries"]
    assert rule["Resource"] == [
        "arn:aws:iam::*:policy/loom-*-boundary",
        "arn:aws:iam::*:policy/loom-*-deployer-*",
    ]
    assert "iam:CreatePolicyVersion" in rule["Action"]
    assert rule["Condition"] == {"ArnNotLike": {"aws:PrincipalArn": BREAK_GLASS}}


def test_roles_of_the_site_are_made_changed_and_passed_by_its_deployer() -> None:
    rule = statements()["SiteRoles"]
    assert rule["Resource"] == [
        "arn:aws:iam::*:role/loom-frankfurt-*",
        "arn:aws:iam::*:role/loom-*-acceptor",
        "arn:aws:iam::*:role/loom-*-operator",
        "arn:aws:iam::*:role/loom-*-firehose",
    ]
    assert {"iam:PassRole", "iam:UpdateAssumeRolePolicy"} <= set(rule["Action"])
    assert rule["Condition"] == {"ArnNotLike": {"aws:PrincipalArn": [BREAK_GLASS, DEPLOYER]}}


def test_the_state_is_left_to_break_glass() -> None:
    rule = statements()["StateBuckets"]
    assert rule["Resource"] == "arn:aws:s3:::loom-*-state-*"
    assert rule["Condition"] == {"ArnNotLike": {"aws:PrincipalArn": BREAK_GLASS}}


def test_endpoints_lead_to_services_of_aws_that_the_sites_use_or_to_what_a_deployer_names() -> None:
    of_others, of_aws = statements()["EndpointsOfOthers"], statements()["EndpointsOfAws"]
    names = of_others["Condition"]["StringNotLike"]["ec2:VpceServiceName"]
    assert {"*.eks", "*.s3"} <= set(names)
    assert of_others["Condition"]["ArnNotLike"] == {"aws:PrincipalArn": [BREAK_GLASS, DEPLOYER]}
    assert of_aws["Condition"] == {
        "StringNotLike": {"ec2:VpceServiceName": [*names, "*.vpce.eu-central-1.vpce-svc-*"]}
    }


def test_a_consumer_of_the_door_is_let_in_by_the_acceptor_and_not_by_the_deployer() -> None:
    assert statements()["Acceptance"]["Condition"] == {
        "ArnNotLike": {"aws:PrincipalArn": [BREAK_GLASS, "arn:aws:iam::*:role/loom-*-acceptor"]}
    }


def test_sessions_are_held_by_the_tunnels_document_and_commands_by_break_glass_alone() -> None:
    found = statements()
    assert found["Sessions"]["NotResource"] == [
        "arn:aws:ec2:*:*:instance/*",
        "arn:aws:ssm:*:*:document/loom-*-tunnel",
    ]
    assert "Resource" not in found["Sessions"]
    assert found["Operators"]["Condition"] == {
        "ArnNotLike": {"aws:PrincipalArn": [BREAK_GLASS, "arn:aws:iam::*:role/loom-*-operator"]}
    }
    assert found["Commands"]["Condition"] == {"ArnNotLike": {"aws:PrincipalArn": BREAK_GLASS}}
    assert found["SessionDocuments"]["Resource"][-1].endswith("document/SSM-SessionManagerRunShell")


def test_listeners_speak_as_the_door_does_or_not_at_all() -> None:
    assert statements()["WeakListeners"]["Condition"] == {
        "ForAnyValue:StringNotEquals": {
            "elasticloadbalancing:SecurityPolicy": door_security_policy()
        }
    }


def test_versions_of_the_cluster_are_those_known() -> None:
    versions = statements()["ClusterVersions"]["Condition"]["StringNotEquals"]
    assert "1.36" in versions["eks:kubernetesVersion"]


def test_the_sovereign_cloud_has_names_of_its_own() -> None:
    text = "".join(policy.text for policy in service_control_policies(sovereign()))
    assert "arn:aws-eusc:" in text
    assert "eks.eusc-de-east-1.amazonaws.eu" in text
    assert "arn:aws:" not in text


@for_any_declaration
def test_the_documents_fit_and_bind_every_site(declaration: Declaration) -> None:
    policies = service_control_policies(declaration)
    quota = quota_of(PolicyType.SERVICE_CONTROL)
    bound = declaration.organization.aws is not None and bool(cloud_sites(declaration))
    assert bool(policies) == bound
    assert len(policies) <= quota.documents
    assert all(len(policy.text) <= quota.characters for policy in policies)
