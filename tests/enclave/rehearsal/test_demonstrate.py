from dataclasses import replace

import pytest

from enclave.declaration.model.flows import Transport
from enclave.derive.organization_policies import organization_policies
from enclave.derive.policy_packing import PolicyType
from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.demonstrate import Demonstration, demonstrate
from enclave.rehearsal.organization import Management, management_of
from enclave.rehearsal.read_back import Held
from enclave.rehearsal.sites import CloudSite
from tests.enclave.rehearsal.factories import SITE, as_derived, example, opening

FRANKFURT = CloudSite(name=SITE, account="111122223333", region="eu-central-1")
HELD = as_derived()
POLICIES = dict(HELD.policies)
KMS = "com.amazonaws.eu-central-1.kms-fips"


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch, server: Server) -> "Show":
    return Show(monkeypatch, server)


class Show:
    def __init__(self, monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
        self._monkeypatch = monkeypatch
        self._server = server

    def __call__(self, held: Held, *, management: Management | None = None) -> Demonstration:
        self._monkeypatch.setattr("enclave.rehearsal.demonstrate.read_back", lambda *_, **__: held)
        return demonstrate(example(), sites=[FRANKFURT], server=self._server, management=management)


def row(demonstration: Demonstration, label: str, *, index: int = 0) -> tuple[str, ...]:
    return [row.items for row in demonstration.rows if row.label == label][index]


def test_what_stands_as_derived_is_shown_without_a_failure(show: Show) -> None:
    shown = show(HELD)
    assert shown.failures == ()
    parts = (HELD.openings, HELD.buckets, HELD.keys, POLICIES)
    rules, buckets, keys, policies = (len(part) for part in parts)
    assert row(shown, "shown", index=1) == (
        "as derived: 1/1 network with no way out",
        f"{rules}/{rules} rules",
        f"{buckets}/{buckets} buckets",
        f"{keys}/{keys} keys",
        f"{policies}/{policies} endpoint policies",
        "3/3 ways to the door",
        "1/1 ways to Salesforce",
        "1/1 runner without inbound rules",
        "2/2 session documents",
        "1/1 private cluster",
        "2/2 FIPS node groups",
        "1/1 trail that records",
        "31/31 alarms",
        "1/1 alarm topic heard by its queue only",
        "1/1 log stream",
        "17/17 roles",
    )


def test_what_is_open_is_said_of_what_was_looked_at(show: Show) -> None:
    opened, refused = row(show(HELD), "shown")
    count, _, rest = opened.partition(" ")
    assert count.partition("/")[0] == count.partition("/")[2]
    assert rest == "declared open in security groups"
    assert refused.endswith(" undeclared refused")


def test_what_cannot_be_shown_is_said(show: Show) -> None:
    assert ", ".join(row(show(HELD), "not shown")) == (
        "IAM, SCP, GPU, FIPS, pod packets, leased lines (no attachment declared yet),"
        " PrivateLink and DNS (no security group filters them),"
        " access entries, add-ons, pod identities, deletion protection,"
        " DNS firewall, flow logs, query log, account defaults, registry, locks and lifecycles,"
        " what lies outside the network"
    )


def test_an_organization_of_ours_is_shown_first_and_what_moto_refuses_is_said(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("enclave.rehearsal.demonstrate.read_organization", lambda *_: {})
    shown = show(HELD, management=management_of(example()))
    count = sum(p.type is not PolicyType.DECLARATIVE_EC2 for p in organization_policies(example()))
    assert row(shown, "shown") == (f"as derived: 0/{count} organization policies on accounts",)
    assert len(shown.failures) == count
    assert row(shown, "not shown")[-1] == "declarative policy (moto takes none)"


def test_leased_lines_are_not_mentioned_where_no_flow_takes_one(
    monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    flows = {name: f for name, f in example().flows.items() if f.over is Transport.PRIVATE_LINK}
    without = example().model_copy(update={"flows": flows})
    monkeypatch.setattr("enclave.rehearsal.demonstrate.read_back", lambda *_, **__: HELD)
    shown = demonstrate(without, sites=[FRANKFURT], server=server)
    assert "leased" not in " ".join(row(shown, "not shown"))


def test_a_declared_path_that_is_closed_is_named(show: Show) -> None:
    failures = show(replace(HELD, openings=())).failures
    assert (
        "loom-frankfurt-gpu -> loom-frankfurt-endpoints tcp/443 is declared,"
        " and no rule that stands lets it through"
    ) in failures


def test_an_undeclared_path_that_is_open_is_named(show: Show) -> None:
    failures = show(replace(HELD, openings=(*HELD.openings, opening()))).failures
    assert (
        "loom-frankfurt-system -> 203.0.113.9/32 tcp/443 is not declared,"
        " and the rules that stand let it through"
    ) in failures


def test_a_pair_that_is_open_on_several_ports_is_one_line(show: Show) -> None:
    wide = replace(opening(), ports=(53, 443), protocol="-1")
    failures = show(replace(HELD, openings=(*HELD.openings, wide))).failures
    (line,) = (line for line in failures if " -> " in line)
    assert line == (
        "loom-frankfurt-system -> 203.0.113.9/32 tcp/443, tcp/53, udp/53 is not declared,"
        " and the rules that stand let it through"
    )


def test_what_is_not_as_derived_fails_beside_the_paths(show: Show) -> None:
    without = {name: policy for name, policy in POLICIES.items() if name != KMS}
    shown = show(replace(HELD, policies=without))
    assert shown.failures == ("endpoint of kms-fips is derived, and does not stand",)
    assert f"{len(without)}/{len(POLICIES)} endpoint policies" in row(shown, "shown", index=1)


def test_a_cause_is_told_before_what_follows_from_it(show: Show) -> None:
    failures = show(replace(HELD, openings=(*HELD.openings, opening()))).failures
    followed = [" -> " in line for line in failures]
    assert followed == sorted(followed)
    assert set(followed) == {False, True}
