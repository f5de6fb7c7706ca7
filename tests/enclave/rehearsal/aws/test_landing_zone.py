"""The organization that stands before an enclave does, as a client of AWS sees it."""

from dataclasses import replace

import pytest
from botocore.exceptions import ClientError

from enclave.rehearsal.aws.landing_zone import stand_in
from enclave.rehearsal.aws.lifecycle import Lifecycle
from enclave.rehearsal.aws.server import Server

from .conftest import LANDING_ZONE, MEMBER, ORGANIZATION_POLICY, Clients, policy, subject
from .test_lifecycle import NOTHING, Make, create

pytestmark = pytest.mark.integration

ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment"
SCP = "SERVICE_CONTROL_POLICY"
DECLARATIVE = {"name": "ec2", "type": "DECLARATIVE_POLICY_EC2", "content": "{}"}


def test_it_has_the_id_and_the_accounts_of_the_declaration(clients: Clients) -> None:
    organizations = clients("organizations")
    told = organizations.describe_organization()["Organization"]
    assert (told["Id"], told["MasterAccountId"]) == (LANDING_ZONE.id, LANDING_ZONE.management)
    accounts = {each["Id"] for each in organizations.list_accounts()["Accounts"]}
    assert accounts == {LANDING_ZONE.management, MEMBER}


def test_making_it_twice_changes_nothing(moto: Server, clients: Clients) -> None:
    organizations = clients("organizations")
    before = organizations.list_accounts()["Accounts"], organizations.list_roots()["Roots"]
    stand_in(moto.url, LANDING_ZONE)
    assert before == (
        organizations.list_accounts()["Accounts"],
        organizations.list_roots()["Roots"],
    )


def test_a_policy_of_a_type_that_is_not_enabled_is_not_attached(
    moto: Server, clients: Clients
) -> None:
    stand_in(moto.url, replace(LANDING_ZONE, types=()))
    organizations = clients("organizations")
    made = organizations.create_policy(Name="scp", Description="", Type=SCP, Content=policy())
    with pytest.raises(ClientError, match="PolicyTypeNotEnabledException"):
        organizations.attach_policy(PolicyId=made["Policy"]["PolicySummary"]["Id"], TargetId=MEMBER)


def test_a_policy_that_moto_refuses_is_recorded_and_so_is_what_attaches_it(
    make_lifecycle: Make, clients: Clients
) -> None:
    lifecycle: Lifecycle = make_lifecycle()
    made = create(lifecycle, ORGANIZATION_POLICY, DECLARATIVE)
    attached = create(lifecycle, ATTACHMENT, {"policyId": made.id, "targetId": MEMBER})
    changed = lifecycle.update(
        subject(ORGANIZATION_POLICY), made.id, made.inputs, made.inputs | {"content": '{"a":1}'}
    )
    read = lifecycle.read(subject(ORGANIZATION_POLICY), made.id, changed.inputs)
    assert read is not None
    assert read.inputs["content"] == '{"a":1}'
    assert clients("organizations").list_policies(Filter=SCP)["Policies"][1:] == []
    lifecycle.delete(subject(ATTACHMENT), attached.id, attached.inputs)
    lifecycle.delete(subject(ORGANIZATION_POLICY), made.id, made.inputs)
    assert lifecycle.read(subject(ORGANIZATION_POLICY), made.id, made.inputs) is None


def test_a_recorded_policy_is_found_again(make_lifecycle: Make) -> None:
    first = create(make_lifecycle(), ORGANIZATION_POLICY, DECLARATIVE)
    assert create(make_lifecycle(), ORGANIZATION_POLICY, DECLARATIVE).id == first.id
    successor = make_lifecycle().create(
        subject(ORGANIZATION_POLICY), first.inputs, others=frozenset({first.id}), adopt=True
    )
    assert successor.id not in {first.id, *NOTHING}
