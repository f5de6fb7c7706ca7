"""Calls of the deployer, held against what it may do."""

import pytest
from hypothesis import given, settings

from enclave.declaration.model import Declaration
from enclave.derive.deployer_calls import DEPLOYER, needed_calls
from enclave.derive.deployer_policies import deployer
from enclave.derive.deployer_site import DeployerSite
from enclave.derive.deployer_table import TABLE
from enclave.derive.needed_call import NeededCall
from enclave.derive.policy_evaluation import Call, NamedPolicy, Verdict, verdict
from enclave.derive.role_site import SITE_TAG
from enclave.problems import Problem
from tests.enclave.derive.declared import cloud_sites, declared, document, with_data_centre
from tests.enclave.derive.permitted import deploying
from tests.enclave.derive.strategies import declarations

# Keys of which a request that does not name them says nothing: it comes without.
ABSENT = dict.fromkeys(
    (
        f"aws:RequestTag/{SITE_TAG}",
        f"aws:ResourceTag/{SITE_TAG}",
        "aws:ResourceTag/Name",
        "aws:ResourceTag/enclave:bootstrap",
        "aws:TagKeys",
        "ec2:Attribute",
        "ec2:Attribute/UserData",
        "ec2:CreateAction",
        "ec2:VpceServiceName",
        "elasticloadbalancing:CreateAction",
        "kms:GrantIsForAWSResource",
        "kms:ResourceAliases",
        "kms:ViaService",
    )
)


def calls(declaration: Declaration, site: str = "frankfurt") -> list[NeededCall]:
    """The deployer's own."""
    return [call for call in needed_calls(declaration, site) if call.role_key == DEPLOYER]


def granted(declaration: Declaration, site: str = "frankfurt") -> list[NamedPolicy]:
    """The deployer's policies."""
    policies = deployer(declaration, site).policies
    return [NamedPolicy(name=name, document=policy) for name, policy in policies.items()]


def judged(policies: list[NamedPolicy], call: NeededCall) -> Verdict:
    """What the policies say of a call."""
    context = ABSENT | dict(call.context)
    asked = Call(action=call.action, resource=call.resource, context=context)
    return verdict([policies], asked)


def canary() -> Declaration:
    """The smallest declaration, whose site is a canary."""
    sites = document()["sites"]
    sites["frankfurt"]["use"] = "canary"
    return declared(sites=sites)


@settings(max_examples=5, deadline=None)  # 700 calls each, judged one by one
@given(declarations(max_sites=2))
def test_the_deployer_may_do_what_it_has_to(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        policies = granted(declaration, site)
        needed = calls(declaration, site)
        refused = [call for call in needed if judged(policies, call) is not Verdict.ALLOWED]
        assert refused == []


@pytest.mark.parametrize("declaration", [declared(), canary()], ids=["production", "canary"])
def test_it_may_do_nothing_that_it_does_not_have_to(declaration: Declaration) -> None:
    needed = {call.action for call in calls(declaration)}
    allowed = {
        action
        for statement in deploying(declaration).values()
        if statement["Effect"] == "Allow"
        for action in statement["Action"]
    }
    assert allowed - needed == set()


def test_every_call_of_the_table_is_among_them() -> None:
    needed = {call.action for call in calls(canary())}
    assert {action for row in TABLE.values() for _, action in row.calls()} <= needed


def of_another_site(call: NeededCall) -> NeededCall:
    """The same call for what another site's stacks made."""
    context = {
        key: "venlo" if key.endswith(f"Tag/{SITE_TAG}") else value
        for key, value in call.context.items()
    }
    return NeededCall(
        role_key=call.role_key,
        action=call.action,
        resource=call.resource.replace("loom-frankfurt", "loom-venlo"),
        context=context,
    )


def test_what_another_site_made_is_out_of_reach() -> None:
    # Resources that neither a name nor a tag could tell apart.
    alike = ("route53:", "logs:", "ssm:", "s3:", "ec2:RunInstances", "route53resolver:")
    policies = granted(declared())
    reached = {
        call.action
        for call in calls(declared())
        if call.resource != "*" and of_another_site(call) != call
        if not call.action.startswith(alike)
        if judged(policies, of_another_site(call)) is Verdict.ALLOWED
    }
    assert reached == set()


def test_lasting_things_go_in_a_canary_only() -> None:
    here = DeployerSite(declaration=declared(), site="frankfurt")
    assert here.lasting
    assert "kms:ScheduleKeyDeletion" not in {call.action for call in calls(declared())}
    assert "kms:ScheduleKeyDeletion" in {call.action for call in calls(canary())}


def test_the_roles_own_calls_come_with_them() -> None:
    keys = {call.role_key for call in needed_calls(declared(), "frankfurt")}
    assert {DEPLOYER, "door", "nodes", "runner"} <= keys


def test_a_data_centre_has_none() -> None:
    with pytest.raises(Problem, match=r"^sites\.venlo is a data centre and has nothing in AWS\. "):
        needed_calls(with_data_centre(), "venlo")
