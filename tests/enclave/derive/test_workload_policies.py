"""What the enclave's own workloads may do."""

from enclave.derive.workloads import RoleKey
from tests.enclave.derive.permitted import actions, permitted

BUCKET = "arn:aws:s3:::loom-frankfurt-{}-111122223333"


def test_the_door_reads_indexes_and_nothing_else_in_the_bucket() -> None:
    found = permitted(RoleKey.DOOR)
    bundles = BUCKET.format("bundles")
    assert found["ReadsIndexes"]["Resource"] == [f"{bundles}/indexes/*/*"]
    assert found["FindsIndexes"]["Condition"] == {"StringLike": {"s3:prefix": "indexes/*/*"}}
    assert "s3:PutObject" not in actions(RoleKey.DOOR)


def test_the_door_opens_secrets_of_pseudonyms_itself() -> None:
    condition = permitted(RoleKey.DOOR)["OpensSecrets"]["Condition"]
    assert condition["Null"] == {"kms:ViaService": "true"}
    assert condition["ForAnyValue:StringLike"] == {
        "kms:ResourceAliases": ["alias/loom-frankfurt-*-pseudonym"]
    }


def test_functions_keep_content_below_their_folders_only() -> None:
    found = permitted(RoleKey.FUNCTIONS)
    training = BUCKET.format("training")
    assert found["KeepsContent"]["Resource"] == [f"{training}/functions/*/*"]
    aliases = found["EncryptsContent"]["Condition"]["ForAnyValue:StringLike"]
    assert aliases["kms:ResourceAliases"] == [
        "alias/loom-frankfurt-*-content",
        "alias/loom-frankfurt-training",
    ]
    assert "s3:DeleteObject" not in actions(RoleKey.FUNCTIONS)


def test_models_read_weights_and_write_nowhere() -> None:
    found = permitted(RoleKey.MODELS)
    assert found["ReadsWeights"]["Resource"] == [BUCKET.format("weights") + "/*"]
    assert not [a for a in actions(RoleKey.MODELS) if a.startswith(("s3:Put", "kms:Generate"))]


def test_the_audit_chain_locks_what_it_writes_and_deletes_nothing() -> None:
    found = permitted(RoleKey.AUDIT)
    assert found["WritesSeals"]["Resource"] == [BUCKET.format("audit") + "/*"]
    assert "s3:PutObjectRetention" in found["WritesSeals"]["Action"]
    assert not [a for a in actions(RoleKey.AUDIT) if "Delete" in a]


def test_content_is_opened_through_the_bucket_only() -> None:
    condition = permitted(RoleKey.FUNCTIONS)["EncryptsContent"]["Condition"]
    assert condition["StringEquals"]["kms:ViaService"] == "s3.eu-central-1.amazonaws.com"


def test_functions_list_what_lies_below_their_folders_only() -> None:
    condition = permitted(RoleKey.FUNCTIONS)["FindsContent"]["Condition"]
    assert condition == {"StringLike": {"s3:prefix": "functions/*/*"}}
