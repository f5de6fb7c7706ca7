"""The runner in the cloud layer: reached by nobody, under its own role and key."""

from enclave.derive.security_groups import Direction, Group, security_groups
from tests.enclave.derive.declared import declared
from tests.stacks.layers.test_cloud import make_settings, production, run


def test_runner_stands_inside_under_its_own_role_on_the_site_s_key() -> None:
    inputs = production().inputs("runner-instance")
    assert inputs["subnetId"] == "network-workload-a-id"
    assert inputs["vpcSecurityGroupIds"] == ["security-groups-runner-id"]
    assert inputs["iamInstanceProfile"] == "loom-frankfurt-runner"
    assert inputs["rootBlockDevice"]["kmsKeyId"].endswith(":key-volumes-key")
    assert inputs["ami"] == "ami-00000000000000000"


def test_nothing_may_connect_to_the_runner() -> None:
    (group,) = (g for g in security_groups(declared(), "frankfurt") if g.role is Group.RUNNER)
    assert {rule.direction for rule in group.rules} == {Direction.EGRESS}
    ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
    into = {d.inputs["securityGroupId"] for d in production().declared if d.type == ingress}
    assert "security-groups-runner-id" not in into


def test_production_s_runner_is_not_terminated_by_mistake() -> None:
    assert production().inputs("runner-instance")["disableApiTermination"] is True
    canary = run(declared(), make_settings(production=False))
    assert canary.inputs("runner-instance")["disableApiTermination"] is False
