"""Roles as they stand."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from enclave.rehearsal.read_roles import HeldRole, read_roles

TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "ec2.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}
LOOKS = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "ec2:DescribeVpcs", "Resource": "*"}],
}
BOUNDARY = "arn:aws:iam::111122223333:policy/boundary"
SITE = ("enclave:site", "frankfurt")


@pytest.fixture
def iam(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "111122223333")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "rehearsal")
    with mock_aws():
        yield boto3.client("iam", region_name="eu-central-1")


def made(iam: Any, name: str, site: str) -> None:  # noqa: ANN401
    tags = [{"Key": "enclave:site", "Value": site}]
    trust = json.dumps(TRUST)
    iam.create_role(
        RoleName=name, AssumeRolePolicyDocument=trust, PermissionsBoundary=BOUNDARY, Tags=tags
    )
    iam.put_role_policy(RoleName=name, PolicyName="looks", PolicyDocument=json.dumps(LOOKS))


def test_a_role_is_read_with_its_documents_and_its_boundary(iam: Any) -> None:  # noqa: ANN401
    made(iam, "door", "frankfurt")
    assert read_roles(iam, SITE) == {
        "door": HeldRole(
            trust=TRUST, policies={"looks": LOOKS}, attached=frozenset(), boundary=BOUNDARY
        )
    }


def test_what_is_attached_is_seen(iam: Any) -> None:  # noqa: ANN401
    made(iam, "door", "frankfurt")
    policy = iam.create_policy(PolicyName="more", PolicyDocument=json.dumps(LOOKS))
    arn = policy["Policy"]["Arn"]
    iam.attach_role_policy(RoleName="door", PolicyArn=arn)
    assert read_roles(iam, SITE)["door"].attached == frozenset({arn})


def test_roles_of_others_are_left_out(iam: Any) -> None:  # noqa: ANN401
    made(iam, "door", "venlo")
    assert read_roles(iam, SITE) == {}
