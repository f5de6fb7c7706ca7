from datetime import date

from enclave.facts.ai_services import ai_services
from enclave.facts.allowed_services import allowed_services


def test_every_service_says_why_and_since_when() -> None:
    facts = allowed_services().services
    assert {"ec2", "eks", "kms", "s3"} <= set(facts.value)
    assert all(each.reason and each.since >= date(2026, 11, 24) for each in facts.value.values())


def test_no_model_of_others_is_allowed() -> None:
    stems = tuple(name.rstrip("*") for name in ai_services().services.value)
    assert [name for name in allowed_services().services.value if name in stems] == []


def test_what_is_of_no_region_is_allowed_too() -> None:
    facts = allowed_services()
    services = {action.partition(":")[0] for action in facts.global_actions.value}
    assert services <= set(facts.services.value)
