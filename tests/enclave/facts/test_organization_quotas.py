import pytest

from enclave.facts.organization_quotas import organization_quotas


@pytest.mark.parametrize(
    ("kind", "characters", "documents"),
    [
        ("SERVICE_CONTROL_POLICY", 5120, 4),
        ("RESOURCE_CONTROL_POLICY", 5120, 4),
        ("DECLARATIVE_POLICY_EC2", 10_000, 10),
        ("AISERVICES_OPT_OUT_POLICY", 2500, 5),
    ],
)
def test_an_account_has_room_for_what_is_not_there_already(
    kind: str, characters: int, documents: int
) -> None:
    quota = organization_quotas().policies.value[kind]
    assert (quota.characters, quota.documents) == (characters, documents)


def test_resource_control_policies_reach_storage_and_keys() -> None:
    assert {"ecr", "kms", "logs", "s3", "sts"} <= set(organization_quotas().resource_control.value)
