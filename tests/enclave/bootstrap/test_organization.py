"""`enclave bootstrap organization`: state and deployer of the stack in the management account."""

import json
from pathlib import Path
from typing import Any

import pytest

from enclave import cli
from tests.enclave.conftest import ACCOUNT, Amazon

pytestmark = pytest.mark.integration
Printed = pytest.CaptureFixture[str]
MANAGEMENT = "444455556666"
BUCKET = f"loom-organization-state-{MANAGEMENT}"
DEPLOYER = "loom-organization-deployer"


@pytest.fixture
def governed(project: Path, amazon: Amazon, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose management account is ours, and credentials of that account."""
    assert amazon.calls == []
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", MANAGEMENT)
    declaration = project / "enclave.yaml"
    text = declaration.read_text()
    assert "management: external" in text
    declaration.write_text(text.replace("management: external", f'management: "{MANAGEMENT}"'))
    return project


def bootstrap(project: Path, *arguments: str) -> int:
    file = str(project / "enclave.yaml")
    return cli.main(["bootstrap", "organization", "--file", file, *arguments])


def stands(amazon: Amazon) -> dict[str, Any]:
    iam = amazon.client("iam", account=MANAGEMENT)
    attached = iam.list_attached_role_policies(RoleName=DEPLOYER)["AttachedPolicies"]
    buckets = amazon.client("s3", account=MANAGEMENT).list_buckets()["Buckets"]
    return {
        "buckets": [bucket["Name"] for bucket in buckets],
        "policies": {p["PolicyName"] for p in iam.list_policies(Scope="Local")["Policies"]},
        "attached": {policy["PolicyName"] for policy in attached},
    }


def test_it_makes_state_and_deployer_in_the_management_account_and_takes_them_back(
    governed: Path, amazon: Amazon, capsys: Printed
) -> None:
    assert bootstrap(governed, "--yes") == 0
    policies = {f"{DEPLOYER}-policies", f"{DEPLOYER}-state"}
    assert stands(amazon) == {"buckets": [BUCKET], "policies": policies, "attached": policies}
    out, err = capsys.readouterr()
    assert err.startswith(f"organization: account {MANAGEMENT}, eu-central-1, as ")
    assert out.endswith(
        f"deploy as      arn:aws:iam::{MANAGEMENT}:role/{DEPLOYER}\n"
        f"this stack     export PULUMI_BACKEND_URL='s3://{BUCKET}?region=eu-central-1'\n"
        "then           pulumi stack init organization --secrets-provider"
        " 'awskms://alias/loom-organization-secrets?region=eu-central-1&fips=true'\n"
    )
    assert bootstrap(governed, "--yes") == 0
    assert capsys.readouterr().err.endswith("\n0 changed\n")
    assert bootstrap(governed, "--undo", "--yes") == 0
    assert capsys.readouterr().err.endswith("\n6 taken away\n")
    assert amazon.client("s3", account=MANAGEMENT).list_buckets()["Buckets"] == []


def test_a_dry_run_shows_no_boundary_and_changes_nothing(
    governed: Path, amazon: Amazon, capsys: Printed
) -> None:
    assert bootstrap(governed, "--dry-run", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(item["kind"], item["name"]) for item in told["items"]] == [
        ("key", "loom-organization-state"),
        ("key", "loom-organization-secrets"),
        ("bucket", BUCKET),
        ("policy", f"{DEPLOYER}-policies"),
        ("policy", f"{DEPLOYER}-state"),
        ("role", DEPLOYER),
    ]
    assert amazon.written == []
    assert not (governed / "bootstrap-organization.journal").exists()


def test_credentials_of_a_site_are_refused(
    governed: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", ACCOUNT)
    assert bootstrap(governed, "--yes") == 2
    assert capsys.readouterr().err.endswith(
        f"Fix: use credentials of account {MANAGEMENT}, or correct enclave.yaml.\n"
    )


def test_an_unknown_name_is_told_the_known_ones(governed: Path, capsys: Printed) -> None:
    file = str(governed / "enclave.yaml")
    assert cli.main(["bootstrap", "paris", "--file", file, "--dry-run"]) == 2
    assert capsys.readouterr().err == (
        f"{file} paris is no AWS site. Fix: choose from frankfurt, organization.\n"
    )


@pytest.mark.usefixtures("amazon")
def test_a_landing_zone_of_others_is_refused(project: Path, capsys: Printed) -> None:
    assert bootstrap(project, "--yes") == 2
    assert capsys.readouterr().err == (
        "organization.aws.management is external, so nothing is made in that account. Fix: hand"
        " over what enclave derive --out DIR writes into DIR/organization.\n"
    )
