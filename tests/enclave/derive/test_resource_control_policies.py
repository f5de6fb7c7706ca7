from enclave.declaration.model import Declaration
from enclave.derive.policy_documents import Statement
from enclave.derive.policy_packing import PolicyType, quota_of
from enclave.derive.resource_control_policies import resource_control_policies
from enclave.facts.organization_quotas import organization_quotas
from tests.enclave.derive.declared import declared
from tests.enclave.derive.strategies import for_any_declaration

ROLE = "arn:aws:iam::*:role/"
TRUSTED = [f"{ROLE}break-glass", f"{ROLE}loom-*-deployer"]
CARRIED = "arn:aws:s3:::loom-*-trail-*/cluster-logs/*"


def statements(declaration: Declaration | None = None) -> dict[str, Statement]:
    return {
        statement["Sid"]: statement
        for policy in resource_control_policies(declaration or declared())
        for statement in policy.document["Statement"]
    }


def test_callers_from_outside_the_organization_are_denied_services_of_aws_are_not() -> None:
    rule = statements()["Strangers"]
    assert rule["Condition"] == {
        "StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-l1nden100m"},
        "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
    }
    assert {"ecr:*", "kms:*", "logs:*", "s3:*", "sts:AssumeRole"} <= set(rule["Action"])
    assert "sts:AssumeRoleWithSAML" not in rule["Action"]


def test_a_service_that_others_sent_is_denied_one_that_says_nothing_is_not() -> None:
    assert statements()["SentByStrangers"]["Condition"] == {
        "StringNotEqualsIfExists": {
            "aws:SourceOrgID": "o-l1nden100m",
            "aws:SourceAccount": "111122223333",
        },
        "Null": {"aws:SourceAccount": "false"},
        "Bool": {"aws:PrincipalIsAWSService": "true"},
    }


def test_tokens_of_other_issuers_and_weak_transport_are_denied() -> None:
    found = statements()
    assert found["ForeignTokens"]["Action"] == "sts:AssumeRoleWithWebIdentity"
    assert found["Plain"]["Condition"] == {"BoolIfExists": {"aws:SecureTransport": "false"}}
    assert found["OldTls"]["Condition"] == {"NumericLessThan": {"s3:TlsVersion": "1.2"}}


def test_objects_move_through_endpoints_of_the_organization_but_for_who_could_be_locked_out() -> (
    None
):
    outside = statements()["ObjectsFromOutside"]
    assert outside["NotResource"] == CARRIED
    assert outside["Condition"] == {
        "StringNotEqualsIfExists": {"aws:VpceOrgID": "o-l1nden100m"},
        "BoolIfExists": {"aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false"},
        "ArnNotLike": {"aws:PrincipalArn": TRUSTED},
    }


def test_the_stream_writes_from_outside_into_its_own_folder_and_nowhere_else() -> None:
    rule = statements()["CarriedFromOutside"]
    assert rule["Resource"] == CARRIED
    assert rule["Condition"]["ArnNotLike"] == {
        "aws:PrincipalArn": [*TRUSTED, "arn:aws:iam::*:role/loom-*-firehose"]
    }


def test_other_accounts_of_the_organization_touch_no_content_key_image_or_queue() -> None:
    rule = statements()["OtherAccounts"]
    assert rule["Action"] == ["ecr:*", "kms:*", "s3:*", "secretsmanager:*", "sqs:*"]
    assert rule["Condition"] == {
        "StringNotEqualsIfExists": {"aws:PrincipalAccount": "111122223333"},
        "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
    }


def test_roles_of_pods_machines_and_services_are_taken_by_services_alone() -> None:
    rule = statements()["TakenByServices"]
    assert {f"{ROLE}loom-*-door", f"{ROLE}loom-*-firehose"} <= set(rule["Resource"])
    assert not {f"{ROLE}loom-*-acceptor", f"{ROLE}loom-*-deployer"} & set(rule["Resource"])
    assert rule["Action"] == ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"]
    assert rule["Condition"] == {"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}


@for_any_declaration
def test_aws_takes_the_documents(declaration: Declaration) -> None:
    policies = resource_control_policies(declaration)
    quota = quota_of(PolicyType.RESOURCE_CONTROL)
    assert len(policies) <= quota.documents
    for policy in policies:
        assert len(policy.text) <= quota.characters
        for statement in policy.document["Statement"]:
            assert statement["Principal"] == "*"
            actions = statement["Action"]
            for action in [actions] if isinstance(actions, str) else actions:
                assert action.partition(":")[0] in organization_quotas().resource_control.value
