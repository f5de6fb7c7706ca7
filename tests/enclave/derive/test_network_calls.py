"""Calls for the types of the network."""

from enclave.derive.network_calls import NETWORK


def test_settings_of_the_account_name_no_thing() -> None:
    without = {type_.rpartition(":")[2] for type_, row in NETWORK.items() if not row.thing}
    assert {"EncryptionByDefault", "SerialConsoleAccess", "AccountPublicAccessBlock"} <= without
    assert "Vpc" not in without


def test_a_rule_rests_on_its_group() -> None:
    rule = NETWORK["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"]
    assert rule.makes == ("ec2:AuthorizeSecurityGroupEgress",)
    assert rule.rests_on == ("security-group/sg-1",)
