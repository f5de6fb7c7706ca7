"""Made once, mended, resumed after a kill at any call, and taken back only while unused."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from enclave.bootstrap.item import Standing
from enclave.bootstrap.origin import AWS, Origin
from enclave.bootstrap.work import SETTLING, Work
from enclave.problems import Problem
from tests.enclave.conftest import ACCOUNT, Amazon

pytestmark = pytest.mark.integration
STATE = "loom-organization-state"
SECRETS = "loom-organization-secrets"
BUCKET = f"{STATE}-{ACCOUNT}"
DEPLOYER = "loom-organization-deployer"
MakeWork = Callable[[], Work]
Stands = Callable[[], dict[str, Any]]


def test_a_look_changes_nothing(amazon: Amazon, make_work: MakeWork) -> None:
    looks = make_work().looks()
    assert {look.standing for look in looks} == {Standing.MISSING}
    assert amazon.written == []


def test_one_run_makes_everything_and_a_second_changes_nothing(
    amazon: Amazon, make_work: MakeWork, stands: Stands
) -> None:
    work = make_work()
    assert work.apply() == len(work.looks())
    assert stands() == {
        "aliases": {f"alias/{STATE}", f"alias/{SECRETS}"},
        "keys": 2,
        "buckets": {BUCKET},
        "policies": {f"{DEPLOYER}-policies", f"{DEPLOYER}-state"},
        "roles": {DEPLOYER},
    }
    bucket_is_closed_versioned_and_under_its_key(amazon)
    keys_are_rotated_and_of_one_region(amazon)
    assert make_work().apply() == 0
    assert amazon.written == []


def bucket_is_closed_versioned_and_under_its_key(amazon: Amazon) -> None:
    s3 = amazon.client("s3")
    key = amazon.client("kms").describe_key(KeyId=f"alias/{STATE}")["KeyMetadata"]["Arn"]
    block = s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"]
    assert set(block.values()) == {True}
    assert s3.get_bucket_versioning(Bucket=BUCKET)["Status"] == "Enabled"
    rule = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert rule["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"] == key
    owner = s3.get_bucket_ownership_controls(Bucket=BUCKET)["OwnershipControls"]["Rules"]
    assert owner == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    lifecycle = s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)["Rules"]
    assert [rule["NoncurrentVersionExpiration"]["NoncurrentDays"] for rule in lifecycle] == [365]
    policy = json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"])
    assert policy["Statement"][0]["Sid"] == "TlsOnly"


def keys_are_rotated_and_of_one_region(amazon: Amazon) -> None:
    kms = amazon.client("kms")
    for name in (STATE, SECRETS):
        key = kms.describe_key(KeyId=f"alias/{name}")["KeyMetadata"]
        assert kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"]
        assert key["MultiRegion"] is False


def drift_policy(amazon: Amazon) -> None:
    amazon.client("s3").delete_bucket_policy(Bucket=BUCKET)


def drift_versions(amazon: Amazon) -> None:
    status = {"Status": "Suspended"}
    amazon.client("s3").put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration=status)


def drift_block(amazon: Amazon) -> None:
    amazon.client("s3").delete_public_access_block(Bucket=BUCKET)


def drift_encryption(amazon: Amazon) -> None:
    amazon.client("s3").delete_bucket_encryption(Bucket=BUCKET)


def drift_ownership(amazon: Amazon) -> None:
    amazon.client("s3").delete_bucket_ownership_controls(Bucket=BUCKET)


def drift_lifecycle(amazon: Amazon) -> None:
    amazon.client("s3").delete_bucket_lifecycle(Bucket=BUCKET)


def key_id(amazon: Amazon) -> str:
    found = amazon.client("kms").describe_key(KeyId=f"alias/{SECRETS}")
    return str(found["KeyMetadata"]["KeyId"])


def drift_rotation(amazon: Amazon) -> None:
    amazon.client("kms").disable_key_rotation(KeyId=key_id(amazon))


def drift_switch(amazon: Amazon) -> None:
    amazon.client("kms").disable_key(KeyId=key_id(amazon))


def drift_key_policy(amazon: Amazon) -> None:
    everything = {"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}
    amazon.client("kms").put_key_policy(
        KeyId=key_id(amazon),
        PolicyName="default",
        Policy=json.dumps({"Version": "2012-10-17", "Statement": [everything]}),
    )


def drift_deployer_policy(amazon: Amazon) -> None:
    arn = f"arn:aws:iam::{ACCOUNT}:policy/{DEPLOYER}-state"
    allow = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    amazon.client("iam").create_policy_version(
        PolicyArn=arn,
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [allow]}),
        SetAsDefault=True,
    )


def drift_attached(amazon: Amazon) -> None:
    arn = f"arn:aws:iam::{ACCOUNT}:policy/{DEPLOYER}-state"
    amazon.client("iam").detach_role_policy(RoleName=DEPLOYER, PolicyArn=arn)


def drift_written_in(amazon: Amazon) -> None:
    allow = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    amazon.client("iam").put_role_policy(
        RoleName=DEPLOYER,
        PolicyName="more",
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [allow]}),
    )


def drift_trust(amazon: Amazon) -> None:
    taken = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}
    amazon.client("iam").update_assume_role_policy(
        RoleName=DEPLOYER,
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [taken]}),
    )


def drift_session(amazon: Amazon) -> None:
    amazon.client("iam").update_role(RoleName=DEPLOYER, MaxSessionDuration=43200)


def drift_boundary(amazon: Amazon) -> None:
    arn = f"arn:aws:iam::{ACCOUNT}:policy/{DEPLOYER}-state"
    amazon.client("iam").put_role_permissions_boundary(RoleName=DEPLOYER, PermissionsBoundary=arn)


DRIFTS: tuple[tuple[Callable[[Amazon], None], str], ...] = (
    (drift_deployer_policy, "says something else"),
    (drift_attached, "has other policies"),
    (drift_written_in, "has other policies"),
    (drift_trust, "is trusted to others"),
    (drift_session, "has sessions of another length"),
    (drift_boundary, "has another boundary"),
    (drift_policy, "has another policy"),
    (drift_versions, "keeps no versions"),
    (drift_block, "is not closed to the public"),
    (drift_encryption, "is not under its own key"),
    (drift_ownership, "honours access lists"),
    (drift_lifecycle, "has other lifecycle rules"),
    (drift_rotation, "is not rotated"),
    (drift_switch, "is switched off"),
    (drift_key_policy, "has another policy"),
)


def rounds() -> tuple[dict[str, Callable[[Amazon], None]], ...]:
    """The drifts by what is said of each: all that can be told apart, then the others."""
    first = {says: drift for drift, says in reversed(DRIFTS)}
    return first, {says: drift for drift, says in DRIFTS if drift is not first[says]}


def test_what_drifted_is_told_and_mended(amazon: Amazon, make_work: MakeWork) -> None:
    make_work().apply()
    assert sum(map(len, rounds())) == len(DRIFTS)
    for drifts in rounds():
        for drift in drifts.values():
            drift(amazon)
        work = make_work()
        looks = work.looks()
        assert sorted(words for look in looks for words in look.differences) == sorted(drifts)
        assert work.apply() == sum(bool(look.differences) for look in looks)
        assert {look.standing for look in make_work().looks()} == {Standing.STANDS}


def test_what_somebody_took_away_is_made_again(
    amazon: Amazon, make_work: MakeWork, stands: Stands
) -> None:
    make_work().apply()
    amazon.client("s3").delete_bucket(Bucket=BUCKET)
    assert make_work().apply() == 1
    assert stands()["buckets"] == {BUCKET}
    make_work().undo()
    assert stands()["buckets"] == set()


@pytest.mark.slow
def test_a_kill_before_any_change_is_mended_by_the_second_run(
    amazon: Amazon, make_work: MakeWork, stands: Stands, tmp_path: Path
) -> None:
    for change in count():
        amazon.reset()
        (tmp_path / "journal").unlink(missing_ok=True)
        work = make_work()
        amazon.begin(dies_at=change)
        with suppress(KeyboardInterrupt):
            work.apply()
            break
        make_work().apply()
        found = stands()
        assert (found["keys"], found["buckets"]) == (2, {BUCKET}), f"killed at {change}"
        make_work().undo()
        assert stands()["keys"] == 0, f"killed at {change}"
    assert change > 10  # not vacuous


@pytest.mark.slow
def test_a_kill_before_any_change_of_undo_is_mended_by_a_second_undo(
    amazon: Amazon, make_work: MakeWork, stands: Stands, tmp_path: Path
) -> None:
    for change in count():
        amazon.reset()
        (tmp_path / "journal").unlink(missing_ok=True)
        make_work().apply()
        work = make_work()
        amazon.begin(dies_at=change)
        with suppress(KeyboardInterrupt):
            work.undo()
            break
        make_work().undo()
        found = stands()
        assert (found["keys"], found["buckets"]) == (0, set()), f"killed at {change}"
    assert change > 4  # not vacuous


def test_credentials_that_expire_mid_way_are_told_and_a_second_run_goes_on(
    amazon: Amazon, make_work: MakeWork, stands: Stands
) -> None:
    amazon.fails("s3 PutBucketVersioning", code="ExpiredToken")
    with pytest.raises(Problem) as raised:
        make_work().apply()
    assert str(raised.value) == (
        "s3 PutBucketVersioning is refused: the credentials have expired. Fix: renew them, then run"
        " it again."
    )
    amazon.answers.clear()
    make_work().apply()
    assert {look.standing for look in make_work().looks()} == {Standing.STANDS}
    make_work().undo()
    assert stands()["keys"] == 0


def test_what_could_not_be_looked_at_does_not_stand(amazon: Amazon, make_work: MakeWork) -> None:
    make_work().apply()
    amazon.fails("s3 GetBucketPolicy", code="AccessDenied", status=403)
    with pytest.raises(Problem, match="s3 GetBucketPolicy is denied: no"):
        make_work().looks()


def test_a_bucket_of_that_name_that_is_not_ours_is_told(
    amazon: Amazon, make_work: MakeWork
) -> None:
    amazon.fails("s3 HeadBucket", code="403", status=403)
    with pytest.raises(Problem, match=f"{BUCKET} is a bucket that these credentials may not look"):
        make_work().looks()


def test_a_bucket_that_another_account_takes_meanwhile_is_told(
    amazon: Amazon, make_work: MakeWork
) -> None:
    amazon.fails("s3 CreateBucket", code="BucketAlreadyExists", status=409)
    with pytest.raises(Problem, match=f"{BUCKET} is a bucket that these credentials may not look"):
        make_work().apply()


def test_undo_takes_back_everything_and_it_can_be_made_again(
    make_work: MakeWork, stands: Stands, told: list[str]
) -> None:
    before = stands()
    make_work().apply()
    told.clear()
    make_work().undo()
    assert stands() == before
    assert make_work().ours() == ()
    assert any("until then kms CancelKeyDeletion keeps it" in line for line in told)
    assert make_work().apply() > 0
    assert stands()["keys"] == 2
    assert len(make_work().ours()) == len(make_work().looks())


def test_undo_leaves_everything_while_the_bucket_holds_a_version(
    amazon: Amazon, make_work: MakeWork, stands: Stands
) -> None:
    make_work().apply()
    s3 = amazon.client("s3")
    s3.delete_bucket_policy(Bucket=BUCKET)  # moto reads it, without the keys of its conditions
    state = {"Bucket": BUCKET, "Key": ".pulumi/stacks/enclave/organization.json"}
    s3.put_object(**state, Body=b"{}")
    before = stands()
    for old in (False, True):
        if old:
            s3.delete_object(**state)
        with pytest.raises(Problem) as raised:
            make_work().undo()
        assert str(raised.value) == (
            f"{BUCKET} holds state, or old versions of it, so everything stays. Fix: pulumi destroy"
            " and pulumi stack rm each stack, then delete every version in the bucket."
        )
        assert stands() == before


def test_a_policy_that_changed_often_still_gets_a_new_version(
    amazon: Amazon, make_work: MakeWork
) -> None:
    make_work().apply()
    for _ in range(4):
        drift_deployer_policy(amazon)
    assert make_work().apply() == 1
    assert {look.standing for look in make_work().looks()} == {Standing.STANDS}


def test_undo_leaves_what_was_there_before(
    amazon: Amazon, make_work: MakeWork, stands: Stands
) -> None:
    amazon.client("s3").create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    make_work().apply()
    assert BUCKET not in {item.name for item in make_work().ours()}
    make_work().undo()
    assert stands()["buckets"] == {BUCKET}
    assert stands()["keys"] == 0


def test_a_journal_of_another_name_is_refused(make_work: MakeWork, tmp_path: Path) -> None:
    make_work().apply()
    journal = tmp_path / "journal"
    journal.write_text(journal.read_text().replace(STATE, "loom-paris-state"))
    with pytest.raises(Problem) as raised:
        make_work().ours()
    assert str(raised.value) == (
        f"{journal} tells of loom-paris-state, which the declaration does not lead to. Fix: undo"
        " with the declaration that it was made with, or move the journal away."
    )


def replaced(amazon: Amazon) -> tuple[str, str]:
    """The deployer's role deleted and made by somebody else: the ids of both."""
    iam = amazon.client("iam")
    first: str = iam.get_role(RoleName=DEPLOYER)["Role"]["RoleId"]
    for policy in iam.list_attached_role_policies(RoleName=DEPLOYER)["AttachedPolicies"]:
        iam.detach_role_policy(RoleName=DEPLOYER, PolicyArn=policy["PolicyArn"])
    iam.delete_role(RoleName=DEPLOYER)
    made = iam.create_role(RoleName=DEPLOYER, AssumeRolePolicyDocument="{}")
    return first, made["Role"]["RoleId"]


def test_undo_takes_no_other_role_that_has_the_name_of_ours(
    amazon: Amazon, make_work: MakeWork, stands: Stands
) -> None:
    make_work().apply()
    ours, theirs = replaced(amazon)
    before = stands()
    with pytest.raises(Problem) as raised:
        make_work().undo()
    assert str(raised.value) == (
        f"role {DEPLOYER} is not the one that was made from here: {ours} was, {theirs} stands. Fix:"
        " see who made it; delete it by hand if it is to go, then run it again."
    )
    assert stands() == before
    amazon.client("iam").delete_role(RoleName=DEPLOYER)
    make_work().undo()
    assert (stands()["roles"], stands()["keys"]) == (set(), 0)


def test_undo_takes_no_other_key_behind_our_alias(amazon: Amazon, make_work: MakeWork) -> None:
    make_work().apply()
    kms = amazon.client("kms")
    theirs = kms.create_key()["KeyMetadata"]
    kms.update_alias(AliasName=f"alias/{SECRETS}", TargetKeyId=theirs["KeyId"])
    with pytest.raises(Problem, match=f"key {SECRETS} is not the one .*{theirs['Arn']} stands"):
        make_work().undo()
    assert amazon.written == []


def test_undo_takes_no_other_policy_of_our_name(amazon: Amazon, make_work: MakeWork) -> None:
    make_work().apply()
    iam, name = amazon.client("iam"), f"{DEPLOYER}-state"
    arn = f"arn:aws:iam::{ACCOUNT}:policy/{name}"
    iam.detach_role_policy(RoleName=DEPLOYER, PolicyArn=arn)
    iam.delete_policy(PolicyArn=arn)
    allow = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [allow]})
    made = iam.create_policy(PolicyName=name, PolicyDocument=document)["Policy"]
    with pytest.raises(Problem, match=f"policy {name} is not the one .*{made['PolicyId']} stands"):
        make_work().undo()
    assert amazon.written == []


def test_what_a_killed_run_had_made_is_known_by_its_id_after_the_next(
    amazon: Amazon, make_work: MakeWork, tmp_path: Path
) -> None:
    work = make_work()
    amazon.begin(dies_at=2)  # key and alias are there, and the journal says neither
    with pytest.raises(KeyboardInterrupt):
        work.apply()
    make_work().apply()
    lines = [json.loads(line) for line in (tmp_path / "journal").read_text().splitlines()]
    done = [line["detail"] for line in lines if line["state"] == "done"]
    key = amazon.client("kms").describe_key(KeyId=f"alias/{STATE}")["KeyMetadata"]
    assert done[0] == key["Arn"]
    assert "found done" not in done


@pytest.mark.parametrize(
    ("origin", "problem"),
    [
        (
            Origin(account=ACCOUNT, answered_by=AWS),
            "was written against {url}, and AWS answers now",
        ),
        (
            Origin(account="999900001111", answered_by="{url}"),
            f"was written in account {ACCOUNT}, and this is 999900001111",
        ),
    ],
)
def test_a_journal_of_another_origin_is_refused(
    amazon: Amazon, make_work: MakeWork, tmp_path: Path, origin: Origin, problem: str
) -> None:
    make_work().apply()
    amazon.begin()
    journal = tmp_path / "journal"
    here = Origin(account=origin.account, answered_by=origin.answered_by.format(url=amazon.url))
    other = Work([], journal, lambda _line: None, origin=here)
    for refused in (other.apply, other.ours, other.undo):
        with pytest.raises(Problem) as raised:
            refused()
        assert str(raised.value) == (
            f"{journal} {problem.format(url=amazon.url)}. Fix: move it away: --undo takes away only"
            " what was made here."
        )
    assert amazon.written == []


@dataclass(kw_only=True)
class Slow:
    """A thing that AWS shows only at the third look after it was made."""

    id: str = "slow"
    kind: str = "key"
    name: str = "slow"
    purpose: str = "Tests patience"
    shown_after: int = 3
    looks: int | None = None

    def missing(self) -> bool:
        if self.looks is not None:
            self.looks += 1
        return self.looks is None or self.looks < self.shown_after

    def differences(self) -> tuple[str, ...]:
        return ()

    def identity(self) -> str:
        return "slow-1"

    def make(self) -> str:
        self.looks = 0
        return self.identity()

    def remove(self) -> str:
        self.looks = None
        return ""


def slow_work(item: Slow, folder: Path, waited: list[float]) -> Work:
    origin = Origin(account=ACCOUNT, answered_by=AWS)
    return Work([item], folder / "journal", lambda _line: None, origin=origin, wait=waited.append)


def test_a_change_that_aws_shows_later_is_waited_for(tmp_path: Path) -> None:
    waited: list[float] = []
    work = slow_work(Slow(), tmp_path, waited)
    assert work.apply() == 1
    assert waited == [1.0, 2.0]


def test_a_change_that_aws_never_shows_is_told(tmp_path: Path) -> None:
    waited: list[float] = []
    work = slow_work(Slow(shown_after=99), tmp_path, waited)
    with pytest.raises(Problem, match="step slow was done but its effect is not there"):
        work.apply()
    assert waited == list(SETTLING)
