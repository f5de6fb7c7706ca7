import json
from collections.abc import Iterator
from typing import Any, Literal

import boto3
import pytest
from moto import mock_aws

from enclave.rehearsal.read_sessions import read_sessions

PORT = {"schemaVersion": "1.0", "sessionType": "Port"}


def client(service: Literal["eks", "ssm"]) -> Any:  # noqa: ANN401  boto3 has no types
    return boto3.client(service, region_name="eu-central-1")


@pytest.fixture
def ssm(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "111122223333")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "rehearsal")
    with mock_aws():
        yield client("ssm")


def test_session_documents_are_read_and_no_others(ssm: Any) -> None:  # noqa: ANN401
    kinds: tuple[Literal["Session", "Command"], ...] = ("Session", "Command")
    for kind in kinds:
        ssm.create_document(
            Name=f"loom-{kind}",
            Content=json.dumps(PORT),
            DocumentType=kind,
            DocumentFormat="JSON",
        )
    assert read_sessions(ssm, client("eks")).documents == {"loom-Session": PORT}


def test_apis_of_clusters_are_read_as_urls_of_a_host_alone(ssm: Any) -> None:  # noqa: ANN401
    eks = client("eks")
    assert read_sessions(ssm, eks).apis == frozenset()
    eks.create_cluster(
        name="loom", roleArn="arn:aws:iam::111122223333:role/eks", resourcesVpcConfig={}
    )
    (api,) = read_sessions(ssm, eks).apis
    assert api.startswith("https://")
    assert "/" not in api.removeprefix("https://")
