"""The organization layer: every derived policy, in the management account, under one provider."""

import json
from typing import Any

import pytest

from enclave.declaration.model import Declaration
from enclave.derive import policy_packing
from enclave.derive.organization_policies import organization_policies
from enclave.derive.policy_packing import UnfitPolicies
from enclave.facts.organization_quotas import Quota
from enclave.problems import Problem
from stacks import lines_of
from stacks.layers.organization import declare_organization
from stacks.settings import Layer, Settings
from tests.enclave.derive.declared import declared, document
from tests.stacks.conftest import Recorder

MANAGEMENT = "444455556666"
POLICY = "aws:organizations/policy:Policy"


def make_settings(**overrides: object) -> Settings:
    values: dict[str, Any] = {
        "site": "",
        "layer": Layer.ORGANIZATION,
        "rehearsal": None,
        "production": True,
    } | overrides
    return Settings(**values)


def owned() -> Declaration:
    organization = document()["organization"]
    organization["aws"]["management"] = MANAGEMENT
    return declared(organization=organization)


def run(recorder: Recorder, **overrides: object) -> Recorder:
    recorder.run(lambda: declare_organization(owned(), make_settings(**overrides)))
    return recorder


def test_every_derived_policy_is_declared_and_nothing_else_of_the_organization(
    recorder: Recorder,
) -> None:
    run(recorder)
    found = {d.inputs["name"]: d.inputs["content"] for d in recorder.custom() if d.type == POLICY}
    assert found == {policy.name: policy.text for policy in organization_policies(owned())}
    assert {d.type for d in recorder.custom()} == {
        POLICY,
        "aws:organizations/policyAttachment:PolicyAttachment",
    }


def test_one_provider_of_the_management_account_declares_all(recorder: Recorder) -> None:
    run(recorder)
    provider = recorder.inputs("management")
    assert json.loads(provider["allowedAccountIds"]) == [MANAGEMENT]
    assert provider["region"] == "eu-central-1"
    assert json.loads(provider["defaultTags"]) == {
        "tags": {"enclave:managed-by": "sovereign-enclave"}
    }
    names = {d.provider.rpartition("::")[0].rpartition("::")[2] for d in recorder.custom()}
    assert names == {"management"}


@pytest.mark.parametrize(
    ("overrides", "protected"), [({}, {True}), ({"rehearsal": "http://127.0.0.1:5000"}, {False})]
)
def test_what_binds_production_is_protected_but_in_a_rehearsal(
    recorder: Recorder, overrides: dict[str, object], protected: set[bool]
) -> None:
    run(recorder, **overrides)
    assert {d.protect for d in recorder.custom()} == protected


def test_what_does_not_fit_is_told_before_anything_is_declared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = Quota(characters=5120, on_target=2, attached=1)
    monkeypatch.setattr(policy_packing, "quota_of", lambda _: small)
    with pytest.raises(UnfitPolicies) as refused:
        declare_organization(owned(), make_settings())
    assert lines_of(refused.value) == (
        "organization: SERVICE_CONTROL_POLICY needs 4 documents, and an account has room for 1."
        " Fix: declare fewer sites under one organization, or attach some to a unit above by hand."
    )


def test_nothing_is_declared_in_the_account_of_others() -> None:
    with pytest.raises(Problem) as refused:
        declare_organization(declared(), make_settings())
    assert str(refused.value) == (
        "organization.aws.management is external, so nothing is declared in that account."
        " Fix: hand over what enclave derive --out DIR writes into DIR/organization."
    )
