"""How role policies name the parts of a site."""

from enclave.derive.buckets import BucketRole
from enclave.derive.keys import Purpose, keys
from enclave.derive.role_site import RoleSite, allow
from tests.enclave.derive.declared import declared

HERE = RoleSite(declaration=declared(), site="frankfurt")


def test_a_bucket_and_what_is_in_it() -> None:
    name = "arn:aws:s3:::loom-frankfurt-audit-111122223333"
    assert HERE.bucket(BucketRole.AUDIT) == name
    assert HERE.bucket(BucketRole.AUDIT, "*") == f"{name}/*"


def test_keys_of_classes_are_named_by_their_aliases_and_by_their_site() -> None:
    statement = HERE.keys("Opens", ("kms:Decrypt",), (Purpose.CONTENT,), through="s3")
    assert statement == {
        "Sid": "Opens",
        "Effect": "Allow",
        "Action": ["kms:Decrypt"],
        "Resource": ["arn:aws:kms:eu-central-1:111122223333:key/*"],
        "Condition": {
            "ForAnyValue:StringLike": {"kms:ResourceAliases": ["alias/loom-frankfurt-*-content"]},
            "StringEquals": {
                "aws:ResourceTag/enclave:site": "frankfurt",
                "kms:ViaService": "s3.eu-central-1.amazonaws.com",
            },
        },
    }


def test_a_key_without_class_is_named_whole() -> None:
    statement = HERE.keys("Opens", ("kms:Decrypt",), (Purpose.AUDIT,))
    aliases = statement["Condition"]["ForAnyValue:StringLike"]["kms:ResourceAliases"]
    assert aliases == ["alias/loom-frankfurt-audit"]


def test_direct_use_is_no_use_through_a_service() -> None:
    condition = HERE.keys("Opens", ("kms:Decrypt",), (Purpose.AUDIT,))["Condition"]
    assert condition["Null"] == {"kms:ViaService": "true"}
    assert "kms:ViaService" not in condition["StringEquals"]


def test_the_pattern_of_a_purpose_fits_keys_of_that_purpose_only() -> None:
    for purpose in (Purpose.CONTENT, Purpose.INDEX, Purpose.PSEUDONYM):
        fitting = {
            k.purpose for k in keys(declared(), "frankfurt") if k.name.endswith(f"-{purpose}")
        }
        assert fitting == {purpose}


def test_an_allow_without_resources_is_of_all() -> None:
    assert allow("Looks", ("ec2:DescribeInstances",)) == {
        "Sid": "Looks",
        "Effect": "Allow",
        "Action": ["ec2:DescribeInstances"],
        "Resource": ["*"],
    }
