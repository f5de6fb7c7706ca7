import re

import pytest

from enclave.declaration.model import Declaration
from enclave.derive import policy_packing
from enclave.derive.organization_policies import (
    management_account,
    organization_policies,
    site_accounts,
)
from enclave.derive.policy_packing import PolicyType, UnfitPolicies
from enclave.facts.organization_quotas import Quota
from tests.enclave.derive.declared import declared, document
from tests.map.tree import ROOT


def organization(management: str) -> Declaration:
    whole = document()["organization"]
    whole["aws"]["management"] = management
    return declared(organization=whole)


def test_there_is_a_document_of_every_type_each_with_a_name_of_its_own() -> None:
    policies = organization_policies(declared())
    assert {policy.type for policy in policies} == set(PolicyType)
    assert len({policy.name for policy in policies}) == len(policies)


def test_the_accounts_are_those_of_the_sites() -> None:
    assert site_accounts(declared()) == ("111122223333",)


def test_the_management_account_is_ours_or_somebody_elses() -> None:
    assert management_account(organization("444455556666")) == "444455556666"
    assert management_account(organization("external")) is None


def test_the_page_explains_every_statement_and_no_other() -> None:
    page = (ROOT / "docs" / "organization.md").read_text()
    explained = {
        sid
        for line in page.splitlines()
        if line.startswith("| `")
        for sid in re.findall(r"`([A-Z][A-Za-z]+)`", line.split("|")[1])
    }
    statements = (
        statement
        for policy in organization_policies(declared())
        for statement in policy.document.get("Statement", ())
    )
    assert explained == {statement["Sid"] for statement in statements}


def test_what_does_not_fit_is_told_of_all_types_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    small = Quota(characters=400, on_target=2, attached=1)
    monkeypatch.setattr(policy_packing, "quota_of", lambda _: small)
    with pytest.raises(UnfitPolicies) as refused:
        organization_policies(declared())
    lines = str(refused.value).splitlines()
    assert lines[0].startswith("organization: SERVICE_CONTROL_POLICY AllowedServices takes ")
    assert any(line.startswith("organization: RESOURCE_CONTROL_POLICY ") for line in lines)
    assert any(line.startswith("organization: DECLARATIVE_POLICY_EC2 ") for line in lines)
