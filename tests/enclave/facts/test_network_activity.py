import pytest

from enclave.facts.network_activity import network_activity, records_network_activity


@pytest.mark.parametrize("service", ["ec2", "elasticloadbalancing", "kms", "s3", "ssm"])
def test_calls_to_these_are_seen_at_the_endpoint(service: str) -> None:
    assert records_network_activity(service)


@pytest.mark.parametrize("service", ["ecr", "eks", "eks-auth", "logs", "ssmmessages", "sts", "*"])
def test_none_is_made_up_where_none_was_read(service: str) -> None:
    assert not records_network_activity(service)


def test_no_source_carries_a_domain() -> None:
    assert all(source.isalnum() for source in network_activity().sources.value)
