"""The registry of derived artefacts."""

import json
from ipaddress import IPv4Network

import pytest

from enclave.declaration import declaration_digest
from enclave.declaration.model import Declaration
from enclave.derive.artefacts import OF_CLOUD_SITES, WHOLE, artefacts, plain
from enclave.derive.ends import OwnEnd, Role
from tests.enclave.derive.declared import cloud_sites, declared, with_data_centre
from tests.enclave.derive.strategies import for_any_declaration


@for_any_declaration
def test_every_artefact_names_its_declaration(declaration: Declaration) -> None:
    digest = declaration_digest(declaration)
    assert all(digest in artefact.text for artefact in artefacts(declaration))


@for_any_declaration
def test_cloud_sites_have_a_folder_each(declaration: Declaration) -> None:
    expected = {*WHOLE} | {f"{s}/{p}" for s in cloud_sites(declaration) for p in OF_CLOUD_SITES}
    assert {artefact.path for artefact in artefacts(declaration)} == expected


def test_the_same_declaration_gives_the_same_bytes() -> None:
    assert artefacts(with_data_centre()) == artefacts(with_data_centre())


def test_json_is_json() -> None:
    for artefact in artefacts(declared()):
        if artefact.path.endswith(".json"):
            assert json.loads(artefact.text)["declaration_digest"]


@pytest.mark.parametrize("kind", ["endpoints", "keys", "buckets", "repositories"])
def test_what_has_a_policy_is_written_with_it(kind: str) -> None:
    texts = {artefact.path: artefact.text for artefact in artefacts(declared())}
    found = json.loads(texts[f"frankfurt/{kind}.json"])[kind]
    assert found
    assert all(each["policy"]["Statement"] for each in found)


def test_ends_and_networks_are_told_by_name() -> None:
    door = OwnEnd(site="frankfurt", role=Role.DOOR)
    assert plain((door, IPv4Network("10.0.0.0/8"), Role.DOOR, 1, None)) == [
        "frankfurt.door",
        "10.0.0.0/8",
        "door",
        1,
        None,
    ]
