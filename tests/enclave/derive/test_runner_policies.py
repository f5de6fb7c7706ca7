"""What the runner may do."""

from enclave.derive.workloads import RoleKey
from tests.enclave.derive.permitted import actions, permitted

BUCKET = "arn:aws:s3:::loom-frankfurt-{}-111122223333"


def test_reads_bundles_and_loads_weights_and_indexes() -> None:
    found = permitted(RoleKey.RUNNER)
    assert found["ReadsBundles"]["Resource"] == [BUCKET.format("bundles") + "/*"]
    assert found["LoadsWeightsAndIndexes"]["Resource"] == [
        BUCKET.format("weights") + "/*",
        BUCKET.format("bundles") + "/indexes/*/*",
    ]


def test_pushes_to_the_site_s_repositories_only() -> None:
    arns = permitted(RoleKey.RUNNER)["LoadsImages"]["Resource"]
    assert "arn:aws:ecr:eu-central-1:111122223333:repository/loom-frankfurt-envoy" in arns
    assert not [arn for arn in arns if "*" in arn]


def test_serves_the_two_add_ons_of_the_platform_layer() -> None:
    assert permitted(RoleKey.RUNNER)["ServesAddOns"]["Resource"] == [
        f"arn:aws:eks:eu-central-1:111122223333:addon/loom-frankfurt-cluster/{name}/*"
        for name in ("coredns", "aws-ebs-csi-driver")
    ]


def test_reaches_no_content_and_no_records() -> None:
    named = {r for s in permitted(RoleKey.RUNNER).values() for r in s["Resource"]}
    buckets = {r.partition("/")[0] for r in named if ":s3:::" in r}
    assert buckets == {BUCKET.format(role) for role in ("bundles", "state", "weights")}


def test_writes_the_state_of_the_platform_layer_only() -> None:
    found = permitted(RoleKey.RUNNER)
    state = BUCKET.format("state")
    assert found["ReadsState"]["Resource"] == [f"{state}/.pulumi/*"]
    assert found["WritesStateOfThePlatform"]["Resource"] == [
        f"{state}/.pulumi/*/frankfurt-platform*"
    ]


def test_secrets_of_the_state_are_opened_directly_and_the_rest_through_the_bucket() -> None:
    found = permitted(RoleKey.RUNNER)
    assert found["OpensSecrets"]["Condition"] == {
        "ForAnyValue:StringLike": {"kms:ResourceAliases": ["alias/loom-frankfurt-secrets"]},
        "Null": {"kms:ViaService": "true"},
    }
    through = found["EncryptsState"]["Condition"]["StringEquals"]
    assert through == {"kms:ViaService": "s3.eu-central-1.amazonaws.com"}


def test_starts_no_session_of_its_own() -> None:
    assert "ssm:StartSession" not in actions(RoleKey.RUNNER)
