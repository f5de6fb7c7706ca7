"""The runner, and where its one session leads."""

import re

import pytest

from enclave.derive.runner import (
    runner,
    session_preferences,
    tunnel_document,
    tunnel_document_name,
)
from enclave.facts.instance_types import instance_types
from enclave.problems import Problem
from tests.enclave.derive.declared import declared, with_data_centre

API = "https://0A1B.gr7.eu-central-1.eks.amazonaws.com"


def test_runner_encrypts_what_it_sends() -> None:
    spec = runner(declared(), "frankfurt")
    assert spec.name == "loom-frankfurt-runner"
    known = instance_types().types.value[spec.instance_type]
    assert known.encrypts
    assert known.architecture == "x86_64"


def test_a_data_centre_has_no_runner() -> None:
    with pytest.raises(Problem, match="is a data centre"):
        runner(with_data_centre(), "venlo")


def test_tunnel_leads_to_the_cluster_and_nowhere_else() -> None:
    tunnel = tunnel_document(API)
    assert tunnel["sessionType"] == "Port"
    assert tunnel["properties"] == {
        "type": "LocalPortForwarding",
        "host": "0A1B.gr7.eu-central-1.eks.amazonaws.com",
        "portNumber": "443",
        "localPortNumber": "{{ localPortNumber }}",
    }
    assert list(tunnel["parameters"]) == ["localPortNumber"]


@pytest.mark.parametrize(
    ("port", "good"),
    [("6443", True), ("65535", True), ("0", False), ("65536", False), ("443; id", False)],
)
def test_the_one_parameter_is_a_port_of_the_own_machine(port: str, *, good: bool) -> None:
    pattern = tunnel_document(API)["parameters"]["localPortNumber"]["allowedPattern"]
    assert bool(re.match(pattern, port)) is good


@pytest.mark.parametrize(
    "endpoint", ["", "http://a.example", "https://", "https://{{ host }}", "https://*", "a.example"]
)
def test_any_other_destination_is_refused(endpoint: str) -> None:
    with pytest.raises(Problem) as caught:
        tunnel_document(endpoint)
    assert str(caught.value) == (
        f"session document {endpoint} is not the URL of a cluster's API. "
        "Fix: give https:// and the host that EKS tells."
    )


def test_sessions_end() -> None:
    inputs = session_preferences()["inputs"]
    assert inputs["maxSessionDuration"] == "60"
    assert inputs["idleSessionTimeout"] == "15"


def test_tunnel_is_named_for_the_policy_of_the_deployer() -> None:
    assert tunnel_document_name(declared(), "frankfurt") == "loom-frankfurt-tunnel"
