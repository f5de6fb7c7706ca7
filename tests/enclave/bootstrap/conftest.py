"""The example's site, and bootstrap in an empty account.

How things are made, mended and undone is the same in every account. It is shown in the management
account, which holds each kind of thing and 6 of them where a site has 15: a third of the calls.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from enclave.account import open_account
from enclave.bootstrap.items import items
from enclave.bootstrap.origin import Origin
from enclave.bootstrap.work import Work
from enclave.derive.state_account import ORGANIZATION, state_account
from enclave.project.files import Choices, project_files
from enclave.project.folder import write_project
from tests.enclave.conftest import ACCOUNT, REGION, Amazon
from tests.enclave.derive.declared import declared, document

SITE = "frankfurt"
STATE = "loom-frankfurt-state"
SECRETS = "loom-frankfurt-secrets"
BUCKET = "loom-frankfurt-state-111122223333"
MEMBER = "444455556666"  # the site's account, where the one that is looked at is the management's


@pytest.fixture
def told() -> list[str]:
    """What bootstrap said while it worked."""
    return []


@pytest.fixture
def make_work(amazon: Amazon, tmp_path: Path, told: list[str]) -> Callable[[], Work]:
    """Bootstrap as a new process has it: the same journal, the same account."""

    def make() -> Work:
        amazon.begin()
        whole = document()
        whole["sites"][SITE]["use"] = "canary"
        whole["sites"][SITE]["aws"]["account"] = MEMBER
        whole["organization"]["aws"]["management"] = ACCOUNT
        declaration = declared(**whole)
        account = open_account(state_account(declaration, ORGANIZATION).names)
        made = items(declaration, ORGANIZATION, account)
        return Work(made, tmp_path / "journal", told.append, origin=Origin.of(account))

    return make


@pytest.fixture
def stands(amazon: Amazon) -> Callable[[], dict[str, Any]]:
    """What somebody else finds in the account: aliases, usable keys, buckets, policies, roles."""

    def read() -> dict[str, Any]:
        kms, iam = amazon.client("kms"), amazon.client("iam")
        aliases = {a["AliasName"]: a.get("TargetKeyId") for a in kms.list_aliases()["Aliases"]}
        states = [
            kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] for key in kms.list_keys()["Keys"]
        ]
        ours = [m for m in states if m["KeyState"] == "Enabled" and m["KeyManager"] == "CUSTOMER"]
        return {
            "aliases": {n for n, target in aliases.items() if not n.startswith("alias/aws/")},
            "keys": len(ours),
            "buckets": {b["Name"] for b in amazon.client("s3").list_buckets()["Buckets"]},
            "policies": {p["PolicyName"] for p in iam.list_policies(Scope="Local")["Policies"]},
            "roles": {r["RoleName"] for r in iam.list_roles()["Roles"]},
        }

    return read


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A new project for that site."""
    folder = tmp_path / "project"
    choices = Choices(name="Loom", site=SITE, account=ACCOUNT, region=REGION)
    write_project(folder, project_files(choices))
    return folder
