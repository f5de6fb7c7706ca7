import pytest
from botocore.loaders import create_loader

from enclave.facts.partitions import country_of, endpoint_prefix, partition_of, partitions


@pytest.mark.parametrize(
    ("region", "country"),
    [
        ("eu-central-1", "DE"),
        ("eu-central-2", "CH"),
        ("eu-north-1", "SE"),
        ("eu-south-1", "IT"),
        ("eu-south-2", "ES"),
        ("eu-west-1", "IE"),
        ("eu-west-2", "GB"),
        ("eu-west-3", "FR"),
        ("eusc-de-east-1", "DE"),
        ("us-east-1", "US"),
        ("mars-1", None),
    ],
)
def test_a_region_stands_in_its_country(region: str, country: str | None) -> None:
    assert country_of(region) == country


def test_the_sovereign_cloud_is_a_partition_of_its_own() -> None:
    partition = partition_of("eusc-de-east-1")
    assert partition is not None
    assert (partition.name, partition.dns_suffix) == ("aws-eusc", "amazonaws.eu")


@pytest.mark.parametrize("region", ["us-gov-west-1", "cn-north-1"])
def test_partitions_that_the_kit_cannot_serve_are_known_as_such(region: str) -> None:
    partition = partition_of(region)
    assert partition is not None
    assert not partition.supported


def test_an_unknown_region_is_in_no_partition() -> None:
    assert partition_of("mars-1") is None


@pytest.mark.parametrize("name", ["aws", "aws-eusc", "aws-us-gov", "aws-cn"])
def test_regions_and_suffix_are_those_of_the_installed_botocore(name: str) -> None:
    (described,) = (
        p for p in create_loader().load_data("endpoints")["partitions"] if p["partition"] == name
    )
    (known,) = (p for p in partitions().partitions.value if p.name == name)
    assert set(known.regions) == set(described["regions"])
    assert known.dns_suffix == described["dnsSuffix"]


@pytest.mark.parametrize("name", ["aws", "aws-eusc", "aws-us-gov", "aws-cn"])
def test_the_dual_stack_suffix_is_that_of_the_installed_botocore(name: str) -> None:
    (described,) = (
        p["outputs"]
        for p in create_loader().load_data("partitions")["partitions"]
        if p["id"] == name
    )
    (known,) = (p for p in partitions().partitions.value if p.name == name)
    assert known.dual_stack_suffix == described["dualStackDnsSuffix"]


@pytest.mark.parametrize(
    ("partition", "service", "prefix"),
    [
        ("aws-eusc", "ecr.api", "eu.amazonaws"),
        ("aws-eusc", "ecr.dkr", "eu.amazonaws"),
        ("aws-eusc", "s3", "com.amazonaws"),
        ("aws", "ecr.api", "com.amazonaws"),
    ],
)
def test_only_the_registry_of_the_sovereign_cloud_has_an_odd_prefix(
    partition: str, service: str, prefix: str
) -> None:
    assert endpoint_prefix(partition, service) == prefix
