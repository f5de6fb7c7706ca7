"""Policies on accounts, read back from the management account by the SDK."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore.session
import pytest

from enclave.rehearsal.aws import server as moto
from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.aws.landing_zone import stand_in
from enclave.rehearsal.organization import Management
from enclave.rehearsal.read_organization import Carried, read_organization

pytestmark = pytest.mark.integration

ABOVE = Management(
    organization="o-l1nden100m",
    account="444455556666",
    region="eusc-de-east-1",
    accounts=("111122223333",),
)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("moto")
    found = moto.start(folder=folder, port=None, account=ABOVE.accounts[0])
    yield found
    moto.stop(found)


@pytest.fixture
def running(started: Server) -> Server:
    """Return a moto in which nothing stands but the organization."""
    urllib.request.urlopen(f"{started.url}/moto-api/reset", data=b"").close()  # noqa: S310  loopback
    stand_in(started.url, ABOVE.zone)
    return started


def test_what_aws_attaches_itself_does_not_count(running: Server) -> None:
    assert read_organization(running, ABOVE) == {}


def test_a_policy_is_read_where_it_is_attached(running: Server) -> None:
    organizations: Any = botocore.session.Session().create_client(
        "organizations",
        region_name=ABOVE.region,
        endpoint_url=running.url,
        aws_access_key_id=ABOVE.account,
        aws_secret_access_key="test",  # noqa: S106  moto takes any
    )
    document = {"Version": "2012-10-17", "Statement": []}
    made = organizations.create_policy(
        Name="scp",
        Description="",
        Type="SERVICE_CONTROL_POLICY",
        Content=json.dumps(document),
    )
    (account,) = ABOVE.accounts
    organizations.attach_policy(PolicyId=made["Policy"]["PolicySummary"]["Id"], TargetId=account)
    where = Carried(account=account, type="SERVICE_CONTROL_POLICY", name="scp")
    assert read_organization(running, ABOVE) == {where: document}
