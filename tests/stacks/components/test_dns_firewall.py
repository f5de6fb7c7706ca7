"""DNS answers for declared names, and for no other even when the firewall is down."""

from typing import Any

import pytest

from enclave.problems import Problem
from stacks.components.dns_firewall import DnsFirewall, DnsFirewallArgs
from tests.stacks.conftest import Recorder


def make_args(**overrides: object) -> DnsFirewallArgs:
    values: dict[str, Any] = {
        "prefix": "loom-frankfurt",
        "vpc_id": "vpc",
        "allowed": ["sts.eu-central-1.amazonaws.com."],
        "pinned": True,
    } | overrides
    return DnsFirewallArgs(**values)


def test_declared_names_are_listed(recorder: Recorder) -> None:
    recorder.run(lambda: DnsFirewall("dns", make_args()))
    assert recorder.inputs("dns-allowed") == {
        "name": "loom-frankfurt-allowed",
        "domains": ["sts.eu-central-1.amazonaws.com."],
        "tags": {"Name": "loom-frankfurt-allowed"},
    }


def test_every_name_is_listed_for_the_block(recorder: Recorder) -> None:
    recorder.run(lambda: DnsFirewall("dns", make_args()))
    assert recorder.inputs("dns-everything") == {
        "name": "loom-frankfurt-everything",
        "domains": ["*."],
        "tags": {"Name": "loom-frankfurt-everything"},
    }


def test_declared_names_pass_first_with_what_they_lead_to_judged(recorder: Recorder) -> None:
    recorder.run(lambda: DnsFirewall("dns", make_args()))
    assert recorder.inputs("dns-allow") == {
        "name": "allow",
        "firewallRuleGroupId": "dns-rules-id",
        "firewallDomainListId": "dns-allowed-id",
        "firewallDomainRedirectionAction": "INSPECT_REDIRECTION_DOMAIN",
        "priority": 100,
        "action": "ALLOW",
    }


def test_everything_else_gets_no_data(recorder: Recorder) -> None:
    recorder.run(lambda: DnsFirewall("dns", make_args()))
    assert recorder.inputs("dns-block") == {
        "name": "block",
        "firewallRuleGroupId": "dns-rules-id",
        "firewallDomainListId": "dns-everything-id",
        "firewallDomainRedirectionAction": "INSPECT_REDIRECTION_DOMAIN",
        "priority": 200,
        "action": "BLOCK",
        "blockResponse": "NODATA",
    }


def test_firewall_that_is_down_answers_nothing(recorder: Recorder) -> None:
    recorder.run(lambda: DnsFirewall("dns", make_args()))
    assert recorder.inputs("dns-config") == {"resourceId": "vpc", "firewallFailOpen": "DISABLED"}


def test_rules_come_first_in_the_network_and_stay(recorder: Recorder) -> None:
    recorder.run(lambda: DnsFirewall("dns", make_args()))
    assert recorder.inputs("dns-association") == {
        "name": "loom-frankfurt-dns",
        "vpcId": "vpc",
        "firewallRuleGroupId": "dns-rules-id",
        "priority": 101,
        "mutationProtection": "ENABLED",
        "tags": {"Name": "loom-frankfurt-dns"},
    }


def test_association_that_is_not_pinned_can_be_removed(recorder: Recorder) -> None:
    recorder.run(lambda: DnsFirewall("dns", make_args(pinned=False)))
    assert recorder.inputs("dns-association")["mutationProtection"] == "DISABLED"


def test_rule_group_is_named_after_the_site(recorder: Recorder) -> None:
    recorder.run(lambda: DnsFirewall("dns", make_args()).rule_group_id)
    assert recorder.inputs("dns-rules") == {
        "name": "loom-frankfurt-dns",
        "tags": {"Name": "loom-frankfurt-dns"},
    }
    assert recorder.outputs == "dns-rules-id"


def test_allowing_every_name_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        make_args(allowed=["*."])
    assert str(caught.value) == (
        "loom-frankfurt would let DNS answer for every name (*.). "
        "Fix: list the domains that the site needs."
    )


def test_allowing_no_name_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        make_args(allowed=[])
    assert str(caught.value) == (
        "loom-frankfurt would let DNS answer for no name at all. "
        "Fix: list the domains that the site needs."
    )
