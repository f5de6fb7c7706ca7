import pytest

from enclave.facts.endpoint_services import endpoint_services

# The EKS user guide's list for private clusters.
NEEDED = {
    *("ec2", "ecr.api", "ecr.dkr", "s3", "elasticloadbalancing", "logs"),
    *("sts", "eks-auth", "eks", "ssm", "xray", "autoscaling"),
}


@pytest.mark.parametrize("region", ["eu-central-1", "eu-west-2", "eusc-de-east-1"])
def test_a_private_cluster_finds_its_services(region: str) -> None:
    assert endpoint_services(region) >= NEEDED


def test_an_unknown_region_has_none() -> None:
    assert endpoint_services("mars-1") == frozenset()
