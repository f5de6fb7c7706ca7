"""Where state lies: in the site's account and region, under keys of its own, every version kept."""

from typing import Any

import pytest
from hypothesis import given

from enclave.declaration.model import Declaration
from enclave.derive.state_backend import (
    SECRETS,
    STATE,
    state_backend,
    state_bucket_policy,
    state_key_policy,
)
from enclave.problems import Problem
from stacks.backend import Backend, backend_problems
from tests.enclave.derive.declared import declared, document
from tests.enclave.derive.strategies import declarations

SITE = "frankfurt"
KEY = "arn:aws:kms:eu-central-1:111122223333:key/0"


def statement(policy: dict[str, Any], sid: str) -> dict[str, Any]:
    found = [each for each in policy["Statement"] if each["Sid"] == sid]
    assert len(found) == 1, sid
    return dict(found[0])


def sids(policy: dict[str, Any]) -> list[str]:
    return [each["Sid"] for each in policy["Statement"]]


def canary() -> Declaration:
    sites = document()["sites"]
    sites[SITE]["use"] = "canary"
    return declared(sites=sites)


def test_names_and_lines_follow_from_the_site() -> None:
    found = state_backend(declared(), SITE)
    assert found.bucket == "loom-frankfurt-state-111122223333"
    assert found.url == "s3://loom-frankfurt-state-111122223333?region=eu-central-1"
    assert found.secrets_provider == (
        "awskms://alias/loom-frankfurt-secrets?region=eu-central-1&fips=true"
    )


@given(declarations())
def test_the_program_accepts_what_is_printed(declaration: Declaration) -> None:
    for site, declared_site in declaration.sites.items():
        if declared_site.aws is None:
            with pytest.raises(Problem):
                state_backend(declaration, site)
            continue
        found = state_backend(declaration, site)
        asked = Backend(
            url=found.url,
            where="Pulumi.yaml",
            secrets_provider=found.secrets_provider,
            secrets_where="Pulumi.x.yaml",
        )
        assert list(backend_problems(asked, declaration.jurisdiction.regions)) == []
        assert len(found.bucket) <= 63


def test_the_state_s_key_works_only_through_the_bucket() -> None:
    used = statement(state_key_policy(declared(), SITE, purpose=STATE), "UsedFromHere")
    assert used["Action"] == ["kms:Decrypt", "kms:GenerateDataKey"]
    assert used["Condition"] == {
        "StringEquals": {
            "kms:CallerAccount": "111122223333",
            "aws:PrincipalOrgID": "o-l1nden100m",
            "kms:ViaService": "s3.eu-central-1.amazonaws.com",
        }
    }


def test_the_key_of_secrets_is_asked_directly_and_from_our_account_only() -> None:
    used = statement(state_key_policy(declared(), SITE, purpose=SECRETS), "UsedFromHere")
    assert used["Action"] == ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt"]
    assert used["Condition"] == {
        "StringEquals": {"kms:CallerAccount": "111122223333", "aws:PrincipalOrgID": "o-l1nden100m"}
    }


def test_nobody_administers_and_uses_a_key_by_one_statement() -> None:
    held = statement(state_key_policy(declared(), SITE, purpose=SECRETS), "AdministeredByIam")
    assert not {"kms:*", "kms:Decrypt", "kms:Encrypt", "kms:CreateGrant"} & set(held["Action"])


@pytest.mark.parametrize("purpose", [STATE, SECRETS])
def test_in_production_only_break_glass_ends_a_key(purpose: str) -> None:
    ends = statement(state_key_policy(declared(), SITE, purpose=purpose), "OnlyBreakGlassEndsIt")
    assert ends["Effect"] == "Deny"
    assert ends["Action"] == ["kms:DisableKey", "kms:ScheduleKeyDeletion"]
    assert ends["Condition"] == {
        "ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/break-glass"}
    }


def test_in_production_only_break_glass_takes_versions_away() -> None:
    stay = statement(state_bucket_policy(declared(), SITE, key_arn=KEY), "VersionsStay")
    assert set(stay["Action"]) == {
        "s3:BypassGovernanceRetention",
        "s3:DeleteObjectVersion",
        "s3:PutBucketVersioning",
        "s3:PutLifecycleConfiguration",
    }
    assert stay["Condition"] == {
        "ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/break-glass"}
    }


def test_a_canary_can_be_taken_away_again() -> None:
    assert "VersionsStay" not in sids(state_bucket_policy(canary(), SITE, key_arn=KEY))
    assert sids(state_key_policy(canary(), SITE, purpose=STATE)) == [
        "AdministeredByIam",
        "UsedFromHere",
    ]


def test_the_bucket_refuses_clear_text_strangers_and_other_keys() -> None:
    policy = state_bucket_policy(canary(), SITE, key_arn=KEY)
    assert sids(policy) == ["TlsOnly", "OrganizationOnly", "OwnKeyOnly", "KmsOnly", "KeyNamed"]
    assert {each["Effect"] for each in policy["Statement"]} == {"Deny"}
    header = "s3:x-amz-server-side-encryption"
    key_header = f"{header}-aws-kms-key-id"
    conditions = [each["Condition"] for each in policy["Statement"]]
    assert conditions[0] == {"Bool": {"aws:SecureTransport": "false"}}
    assert conditions[1]["StringNotEqualsIfExists"]["aws:PrincipalAccount"] == "111122223333"
    assert conditions[2:] == [
        {"StringNotEquals": {key_header: KEY}, "Null": {key_header: "false"}},
        {"StringNotEquals": {header: "aws:kms"}, "Null": {header: "false"}},
        {"Null": {header: "false", key_header: "true"}},
    ]
