from enclave.derive.ai_opt_out import ai_opt_out_policies
from enclave.derive.policy_packing import PolicyType
from tests.enclave.derive.declared import declared


def test_every_service_is_opted_out_and_nobody_below_opts_in() -> None:
    (policy,) = ai_opt_out_policies(declared())
    services = policy.document["services"]
    assert policy.type is PolicyType.AI_OPT_OUT
    assert services["default"]["opt_out_policy"]["@@assign"] == "optOut"
    nobody = ["@@none"]
    assert services["@@operators_allowed_for_child_policies"] == nobody
    assert services["default"]["@@operators_allowed_for_child_policies"] == nobody
    assert services["default"]["opt_out_policy"]["@@operators_allowed_for_child_policies"] == nobody
