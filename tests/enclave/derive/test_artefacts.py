"""The registry of derived artefacts."""

import json

import pytest

from enclave.declaration import declaration_digest
from enclave.declaration.model import Declaration
from enclave.derive.alarm_policies import reader_policy
from enclave.derive.artefacts import OF_CLOUD_SITES, WHOLE, artefacts
from enclave.derive.organization_policies import organization_policies
from tests.enclave.derive.declared import cloud_sites, declared, with_data_centre
from tests.enclave.derive.strategies import for_any_declaration


def policy_paths(declaration: Declaration) -> set[str]:
    return {f"organization/{policy.name}.json" for policy in organization_policies(declaration)}


@for_any_declaration
def test_every_artefact_names_its_declaration(declaration: Declaration) -> None:
    digest = declaration_digest(declaration)
    documents = policy_paths(declaration)
    assert all(digest in a.text for a in artefacts(declaration) if a.path not in documents)


@for_any_declaration
def test_cloud_sites_have_a_folder_each(declaration: Declaration) -> None:
    expected = {*WHOLE} | {f"{s}/{p}" for s in cloud_sites(declaration) for p in OF_CLOUD_SITES}
    if organization_policies(declaration):
        expected |= policy_paths(declaration) | {"organization/policies.json"}
    assert {artefact.path for artefact in artefacts(declaration)} == expected


def test_policies_of_the_organization_are_written_as_aws_gets_them_and_listed() -> None:
    texts = {artefact.path: artefact.text for artefact in artefacts(declared())}
    listed = json.loads(texts["organization/policies.json"])
    assert listed["attached_to"] == ["111122223333"]
    for policy, told in zip(organization_policies(declared()), listed["policies"], strict=True):
        assert texts[f"organization/{policy.name}.json"] == policy.text
        assert told == {
            "name": policy.name,
            "type": str(policy.type),
            "characters": len(policy.text),
        }


def test_whoever_hears_the_alarms_is_told_which_there_are_where_and_what_to_be_allowed() -> None:
    texts = {artefact.path: artefact.text for artefact in artefacts(declared())}
    told = json.loads(texts["frankfurt/alarms.json"])
    assert told["queue"] == "arn:aws:sqs:eu-central-1:111122223333:loom-frankfurt-alarms"
    assert told["reader"] == reader_policy(declared(), "frankfurt")
    assert told["alarms"].keys() >= {"commanded", "root-user", "cluster-stream-late"}


def test_the_same_declaration_gives_the_same_bytes() -> None:
    assert artefacts(with_data_centre()) == artefacts(with_data_centre())


def test_json_is_json() -> None:
    for artefact in artefacts(declared()):
        if artefact.path.endswith(".json") and artefact.path not in policy_paths(declared()):
            assert json.loads(artefact.text)["declaration_digest"]


@pytest.mark.parametrize("kind", ["endpoints", "keys", "buckets", "repositories"])
def test_what_has_a_policy_is_written_with_it(kind: str) -> None:
    texts = {artefact.path: artefact.text for artefact in artefacts(declared())}
    found = json.loads(texts[f"frankfurt/{kind}.json"])[kind]
    assert found
    assert all(each["policy"]["Statement"] for each in found)
