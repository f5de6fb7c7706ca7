"""What the deployer may do to keys, buckets, the registry and the state."""

from enclave.bootstrap.keys import MARK
from enclave.declaration.model import Declaration
from tests.enclave.derive.declared import declared, document
from tests.enclave.derive.permitted import deploying

OWN = {"StringEquals": {"aws:ResourceTag/enclave:site": "frankfurt"}}


def canary() -> Declaration:
    """The smallest declaration, whose site is a canary."""
    sites = document()["sites"]
    sites["frankfurt"]["use"] = "canary"
    return declared(sites=sites)


def allowed(declaration: Declaration | None = None) -> set[str]:
    """Every action that is allowed."""
    found = deploying(declaration).values()
    return {a for s in found if s["Effect"] == "Allow" for a in s["Action"]}


def test_keys_are_of_one_region_tagged_and_never_past_the_lockout_check() -> None:
    made = deploying()["storage.MakesKeys"]
    assert made["Condition"] == {
        "StringEquals": {"aws:RequestTag/enclave:site": "frankfurt"},
        "Bool": {"kms:BypassPolicyLockoutSafetyCheck": "false", "kms:MultiRegion": "false"},
    }


def test_keys_of_the_site_are_administered() -> None:
    found = deploying()["storage.OnItsKeys"]
    assert found["Condition"] == OWN
    assert "kms:PutKeyPolicy" in found["Action"]


def test_in_production_nothing_that_lasts_is_taken_away() -> None:
    ends = {
        "ecr:DeleteRepository",
        "kms:DisableKey",
        "kms:ScheduleKeyDeletion",
        "s3:BypassGovernanceRetention",
        "s3:DeleteBucket",
        "s3:DeleteObjectVersion",
    }
    assert not ends & allowed()
    assert ends <= allowed(canary())


def test_only_the_buckets_of_the_site_are_touched() -> None:
    resources = deploying()["storage.OnItsBuckets"]["Resource"]
    assert "arn:aws:s3:::loom-frankfurt-audit-111122223333" in resources
    assert not [arn for arn in resources if "*" in arn]


def test_keys_are_lent_to_services_only() -> None:
    found = deploying()
    lent = {k: s for k, s in found.items() if "kms:CreateGrant" in s["Action"]}
    assert set(lent) == {
        "cluster.LendsTheKeyToEc2",
        "cluster.LendsTheKeyToEks",
        "records.LendsTheKeyToTheStream",
        "storage.LendsTheKeyToRegistry",
    }
    for statement in lent.values():
        assert "kms:ViaService" in statement["Condition"]["StringEquals"]
    told = {k for k, s in lent.items() if "Bool" in s["Condition"]}
    assert set(lent) - told == {"cluster.LendsTheKeyToEks"}  # key_policies.py says why


def test_ecr_gives_back_the_key_of_a_repository_that_goes() -> None:
    assert "kms:RetireGrant" in allowed(canary())
    assert "kms:RetireGrant" not in allowed()


def test_state_is_kept_in_its_bucket_and_secrets_are_opened_directly() -> None:
    found = deploying()
    bucket = "arn:aws:s3:::loom-frankfurt-state-111122223333"
    assert found["state.KeepsState"]["Resource"] == [f"{bucket}/.pulumi/*"]
    assert found["state.OpensSecrets"]["Condition"]["Null"] == {"kms:ViaService": "true"}
    via = found["state.EncryptsState"]["Condition"]["StringEquals"]["kms:ViaService"]
    assert via == "s3.eu-central-1.amazonaws.com"


def test_only_new_keys_get_the_tag_of_the_site() -> None:
    tagged = deploying()["storage.TagsNewKeys"]
    assert tagged["Action"] == ["kms:TagResource"]
    assert tagged["Condition"] == {
        "StringEquals": {"aws:RequestTag/enclave:site": "frankfurt"},
        "Null": {"aws:ResourceTag/enclave:site": "true"},
    }


def test_keys_of_bootstrap_are_left_alone_by_the_tag_that_it_writes() -> None:
    left = deploying()["storage.LeavesKeysOfBootstrap"]
    assert left["Effect"] == "Deny"
    assert left["Condition"] == {"Null": {f"aws:ResourceTag/{MARK}": "false"}}
    assert set(left["Action"]) == set(deploying()["storage.OnItsKeys"]["Action"]) - {
        "kms:CreateAlias",
        "kms:DeleteAlias",
        "kms:UpdateAlias",
    }
