"""Policies that accounts carry from above, read with the SDK from the management account."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from enclave.rehearsal.aws.identity import Server
from enclave.rehearsal.aws.landing_zone import ENABLED
from enclave.rehearsal.aws.session import CONFIG, closed_session
from enclave.rehearsal.environment import SECRET_FOR_MOTO
from enclave.rehearsal.organization import Management


@dataclass(frozen=True, kw_only=True)
class Carried:
    """One policy on one account; those of AWS's own, which are always there, do not count."""

    account: str
    type: str
    name: str


def read_organization(server: Server, management: Management) -> Mapping[Carried, Any]:
    """Return what each policy says, by where it is attached; of the types that moto answers for."""
    client = closed_session().create_client(
        "organizations",
        region_name=management.region,
        endpoint_url=server.url,
        aws_access_key_id=management.account,
        aws_secret_access_key=SECRET_FOR_MOTO,
        config=CONFIG,
    )
    return dict(_carried(client, management))


def _carried(
    organizations: Any,  # noqa: ANN401  botocore has no types
    management: Management,
) -> Iterator[tuple[Carried, Any]]:
    lists = organizations.get_paginator("list_policies_for_target")
    for account in management.accounts:
        for kind in ENABLED:
            for page in lists.paginate(TargetId=account, Filter=kind):
                for policy in (each for each in page["Policies"] if not each["AwsManaged"]):
                    told = organizations.describe_policy(PolicyId=policy["Id"])["Policy"]
                    where = Carried(account=account, type=kind, name=policy["Name"])
                    yield where, json.loads(told["Content"])
