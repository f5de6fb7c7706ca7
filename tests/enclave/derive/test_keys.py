"""Keys and their policies."""

import json

import pytest

from enclave.declaration.model import Declaration
from enclave.declaration.model.data import Grade
from enclave.derive.key_policies import key_policy
from enclave.derive.keys import Purpose, keys
from enclave.derive.policy_documents import Document
from tests.enclave.derive.declared import cloud_sites, declared, document
from tests.enclave.derive.strategies import for_any_declaration


def policies(declaration: Declaration) -> list[Document]:
    """The policy of every key of every cloud site."""
    return [
        key_policy(declaration, site, key)
        for site in cloud_sites(declaration)
        for key in keys(declaration, site)
    ]


@for_any_declaration
def test_closed_classes_of_a_site_have_a_key_and_open_ones_have_none(
    declaration: Declaration,
) -> None:
    fields = {
        f"{o}.{f}": c
        for s in declaration.sources.values()
        for o, found in s.fields.items()
        for f, c in found.items()
    }
    for site in cloud_sites(declaration):
        here = [
            f for f in declaration.functions.values() if site in declaration.models[f.model].sites
        ]
        seen = {fields[p] for f in here for p in f.receives} | {c for f in here for c in f.returns}
        seen |= {f.free_text.data_class for f in here if f.free_text}
        closed = {c for c in seen if declaration.classes[c].grade is not Grade.OPEN}
        content = [k.data_class for k in keys(declaration, site) if k.purpose is Purpose.CONTENT]
        assert sorted(map(str, content)) == sorted(closed)


@for_any_declaration
def test_no_two_keys_of_a_site_share_a_name(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        names = [key.name for key in keys(declaration, site)]
        assert len(set(names)) == len(names)


@for_any_declaration
def test_nobody_may_do_everything_and_nobody_may_leave_the_region(
    declaration: Declaration,
) -> None:
    for policy in policies(declaration):
        allowed = [a for s in policy["Statement"] if s["Effect"] == "Allow" for a in s["Action"]]
        assert not [a for a in allowed if "*" in a]
        assert not {"kms:ReplicateKey", "kms:UpdatePrimaryRegion"} & set(allowed)


@for_any_declaration
def test_use_is_limited_to_the_account_and_to_one_way_in(declaration: Declaration) -> None:
    for policy in policies(declaration):
        for statement in policy["Statement"]:
            if "kms:Decrypt" in statement["Action"] and "AWS" in statement["Principal"]:
                condition = statement["Condition"]
                assert "kms:CallerAccount" in condition["StringEquals"]
                assert "kms:ViaService" in condition["StringEquals"] or "ArnEquals" in condition


@for_any_declaration
def test_no_arn_or_host_of_another_partition(declaration: Declaration) -> None:
    text = json.dumps(policies(declaration))
    sovereign = declaration.jurisdiction.partition == "aws-eusc"
    assert ("arn:aws:" if sovereign else "arn:aws-eusc:") not in text


def test_the_deployer_may_always_mend_the_policy() -> None:
    for policy in policies(declared()):
        mending = [s for s in policy["Statement"] if "kms:PutKeyPolicy" in s["Action"]]
        assert [(s["Effect"], s["Principal"]) for s in mending] == [
            ("Allow", {"AWS": "arn:aws:iam::111122223333:root"})
        ]


@pytest.mark.parametrize(("use", "held"), [("production", True), ("canary", False)])
def test_only_break_glass_ends_a_key_in_production(use: str, held: bool) -> None:  # noqa: FBT001  one of two table columns
    sites = document()["sites"]
    sites["frankfurt"]["use"] = use
    declaration = declared(sites=sites)
    statements = key_policy(declaration, "frankfurt", keys(declaration, "frankfurt")[0])[
        "Statement"
    ]
    denied = [s["Condition"] for s in statements if s["Effect"] == "Deny"]
    role = "arn:aws:iam::111122223333:role/break-glass"
    assert denied == ([{"ArnNotEquals": {"aws:PrincipalArn": role}}] if held else [])


def test_grants_go_to_aws_services_only() -> None:
    for policy in policies(declared()):
        for statement in policy["Statement"]:
            if "kms:CreateGrant" in statement["Action"]:
                assert statement["Condition"]["Bool"] == {"kms:GrantIsForAWSResource": "true"}


def test_pseudonyms_are_made_by_the_door_alone() -> None:
    key = next(k for k in keys(declared(), "frankfurt") if k.purpose is Purpose.PSEUDONYM)
    statements = key_policy(declared(), "frankfurt", key)["Statement"]
    users = [s["Condition"].get("ArnEquals") for s in statements if "kms:Decrypt" in s["Action"]]
    assert users == [{"aws:PrincipalArn": ["arn:aws:iam::111122223333:role/loom-frankfurt-door"]}]
