"""Calls of the roles, held against what the roles may do."""

from enclave.declaration.model import Declaration
from enclave.derive.needed_call import NeededCall
from enclave.derive.policy_evaluation import Call, NamedPolicy, Verdict, verdict
from enclave.derive.role_policies import role_policies
from enclave.derive.workload_calls import workload_calls
from enclave.derive.workloads import RoleKey, role_keys
from tests.enclave.derive.declared import cloud_sites, declared
from tests.enclave.derive.permitted import actions
from tests.enclave.derive.strategies import for_any_declaration

# Keys of which a request that does not name them says nothing: it comes without.
ABSENT = dict.fromkeys(("kms:GrantIsForAWSResource", "kms:ViaService", "s3:prefix"))


def granted(declaration: Declaration, site: str, key: str) -> list[NamedPolicy]:
    """The policies of one role."""
    policies = role_policies(declaration, site, RoleKey(key))
    return [NamedPolicy(name=name, document=policy) for name, policy in policies.items()]


def judged(policies: list[NamedPolicy], call: NeededCall) -> Verdict:
    """What the policies say of a call."""
    if ":session/" in call.resource:  # the policy names the session by a variable
        return Verdict.ALLOWED
    context = ABSENT | dict(call.context)
    asked = Call(action=call.action, resource=call.resource, context=context)
    return verdict([policies], asked)


@for_any_declaration
def test_every_role_may_do_what_it_has_to(declaration: Declaration) -> None:
    for site in cloud_sites(declaration):
        policies = {k: granted(declaration, site, k) for k in role_keys(declaration, site)}
        calls = workload_calls(declaration, site)
        refused = [c for c in calls if judged(policies[RoleKey(c.role_key)], c) != "allowed"]
        assert refused == []


def test_no_role_may_do_what_nobody_needs() -> None:
    calls = workload_calls(declared(), "frankfurt")
    for key in role_keys(declared(), "frankfurt"):
        needed = {call.action for call in calls if call.role_key == key}
        assert (key, actions(key) - needed) == (key, set())


def test_the_function_of_one_folder_cannot_write_beside_it() -> None:
    (kept, *_) = [
        c
        for c in workload_calls(declared(), "frankfurt")
        if c.role_key == RoleKey.FUNCTIONS and c.action == "s3:PutObject"
    ]
    beside = kept.resource.replace("functions/reply/", "")
    moved = NeededCall(
        role_key=kept.role_key, action=kept.action, resource=beside, context=kept.context
    )
    policies = granted(declared(), "frankfurt", RoleKey.FUNCTIONS)
    assert judged(policies, kept) is Verdict.ALLOWED
    assert judged(policies, moved) is Verdict.DENIED
